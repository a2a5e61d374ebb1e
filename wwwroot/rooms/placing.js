import { complaint, fragment, post } from "/base/http.js";
import { parse, swap } from "/base/swap.js";
import { t } from "/base/text.js";
import { refreshSidebar } from "/rooms/sidebar.js";

/**
 * Shows what one may do to a room in the sidebar over the page one is on.
 * @param {HTMLAnchorElement} link to the page that has it
 */
export async function place(link) {
  const html = await fragment(link.href, ".placing");
  if (!html) return location.assign(link.href);
  const dialog = frame(link.getAttribute("aria-label") ?? link.textContent ?? "");
  document.body.append(dialog);
  dialog.showModal();
  const content = dialog.querySelector("div");
  if (content) await swap(content, html, "innerHTML");
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("submit", event => submit(event, dialog));
}

/** @param {string} name */
function frame(name) {
  const dialog = /** @type {HTMLDialogElement} */ (parse(
    `<dialog aria-labelledby="placing-name"><h2 id="placing-name" dir="auto"></h2><div></div><p class="error" role="alert"></p>` +
    `<form method="dialog"><button></button></form></dialog>`).firstElementChild);
  /** @type {Element} */ (dialog.querySelector("h2")).textContent = name;
  /** @type {Element} */ (dialog.querySelector("button")).textContent = t("Close");
  return dialog;
}

/**
 * @param {SubmitEvent} event
 * @param {HTMLDialogElement} dialog
 */
async function submit(event, dialog) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method === "dialog") return;
  event.preventDefault();
  const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const answer = await post(form.action, fields);
  if (answer.status === 204) {
    dialog.close();
    refreshSidebar();
  } else {
    /** @type {Element} */ (dialog.querySelector(":scope > .error")).textContent = complaint(answer) || t("Not saved. Try again.");
  }
}
