import { complaint, fragment, post } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { tellZone } from "/later/zone.js";

/**
 * Asks for a time over the page one is on.
 * @param {string} address of the page that has the form
 * @param {string} title
 * @param {(answer: import("/base/http.js").Answer) => void} done
 * @returns {Promise<HTMLDialogElement | null>} null where the page is opened instead
 */
export async function askWhen(address, title, done) {
  const html = await fragment(address, "form.later");
  if (!html) {
    location.assign(address);
    return null;
  }
  const dialog = frame(title, html);
  tellZone(dialog);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("submit", event => submit(event, dialog, done));
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector("textarea, .moments button"))?.focus();
  return dialog;
}

/**
 * @param {string} title
 * @param {string} html
 */
function frame(title, html) {
  const dialog = /** @type {HTMLDialogElement} */ (parse(
    `<dialog class="later-dialog" aria-labelledby="later-title"><h2 id="later-title"></h2><p class="error" role="alert"></p>` +
    `<form method="dialog"><button></button></form></dialog>`).firstElementChild);
  /** @type {Element} */ (dialog.querySelector("h2")).textContent = title;
  /** @type {Element} */ (dialog.querySelector("button")).textContent = t("Cancel");
  dialog.querySelector(".error")?.before(parse(html));
  return dialog;
}

/**
 * @param {SubmitEvent} event
 * @param {HTMLDialogElement} dialog
 * @param {(answer: import("/base/http.js").Answer) => void} done
 */
async function submit(event, dialog, done) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method === "dialog") return;
  event.preventDefault();
  const fields = Object.fromEntries([...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]));
  const answer = await post(form.action, fields);
  if (answer.status === 200) {
    dialog.close();
    done(answer);
  } else {
    /** @type {Element} */ (dialog.querySelector(":scope > .error")).textContent = complaint(answer) || t("Not saved. Try again.");
  }
}
