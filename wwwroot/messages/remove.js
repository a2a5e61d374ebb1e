import { complaint, post } from "/base/http.js";
import { t } from "/base/text.js";
import { expect } from "/delivery/stream.js";
import { focusComposer } from "/messages/composer.js";

/**
 * Asks before it deletes a message, and says whose it is if it is not mine.
 * @param {HTMLElement} message
 */
export function askToRemove(message) {
  const link = /** @type {HTMLAnchorElement | null} */ (message.querySelector("a.at"));
  if (!link) return;
  const conversation = message.closest(".conversation");
  const dialog = confirmation(message);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    focusComposer(conversation);
  });
  dialog.querySelector("form")?.addEventListener("submit", event => {
    if (/** @type {SubmitEvent} */ (event).submitter?.getAttribute("value") !== "delete") return;
    event.preventDefault();
    remove(dialog, `${link.pathname}/delete`);
  });
  dialog.showModal();
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {string} url
 */
async function remove(dialog, url) {
  const answer = await post(url, {});
  if (answer.status === 200) {
    dialog.close();
    expect(answer.body.room, answer.body.rev);
    return;
  }
  const error = /** @type {HTMLElement} */ (dialog.querySelector(".error"));
  error.hidden = false;
  error.textContent = complaint(answer) || t("Not deleted. Try again.");
}

/** @param {HTMLElement} message */
function confirmation(message) {
  const author = message.dataset.author === document.body.dataset.person ? "" : message.querySelector(".author")?.textContent ?? "";
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  dialog.setAttribute("aria-labelledby", "confirm-title");
  dialog.append(
    element("h2", "", t("Delete this message?"), "confirm-title"),
    element("p", "", author ? t("{0} wrote it. What was decided in the room will say that you deleted it.", author) : t("Everyone in the room will see that it was deleted.")),
    element("p", "error", ""),
    choices());
  /** @type {HTMLElement} */ (dialog.querySelector(".error")).hidden = true;
  dialog.querySelector(".error")?.setAttribute("role", "alert");
  return dialog;
}

function choices() {
  const form = document.createElement("form");
  form.method = "dialog";
  const cancel = /** @type {HTMLButtonElement} */ (element("button", "", t("Cancel")));
  const remove = /** @type {HTMLButtonElement} */ (element("button", "danger", t("Delete")));
  remove.value = "delete";
  form.append(cancel, remove);
  return form;
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} text
 * @param {string} [id]
 */
function element(name, className, text, id) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  if (id) element.id = id;
  return element;
}
