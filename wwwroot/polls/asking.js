import { complaint, fragment, post } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { expect } from "/delivery/stream.js";
import { focusComposer } from "/messages/composer.js";

/** Options that a poll may have. */
const most = 10;

/**
 * Shows the form of a new poll over the room.
 * @param {string} address of the page that has it
 */
export async function askPoll(address) {
  const html = await fragment(address, "form.new-poll");
  if (!html) return location.assign(address);
  const dialog = /** @type {HTMLDialogElement} */ (parse(
    `<dialog class="new-poll-dialog" aria-labelledby="new-poll-title"><h2 id="new-poll-title"></h2><div></div></dialog>`).firstElementChild);
  /** @type {Element} */ (dialog.querySelector("h2")).textContent = t("New poll");
  dialog.querySelector("div")?.append(parse(html));
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form.new-poll"));
  const row = /** @type {Element} */ (form.querySelector(".row"));
  row.before(errorLine());
  row.append(cancelling(dialog));
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    focusComposer();
  });
  form.addEventListener("input", () => grow(form), { passive: true });
  form.addEventListener("submit", event => {
    event.preventDefault();
    ask(dialog, form);
  });
  dialog.showModal();
}

function errorLine() {
  const line = document.createElement("p");
  line.className = "error";
  line.setAttribute("role", "alert");
  return line;
}

/** @param {HTMLDialogElement} dialog */
function cancelling(dialog) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = t("Cancel");
  button.addEventListener("click", () => dialog.close());
  return button;
}

/**
 * Another empty field, once the last one is taken.
 * @param {HTMLFormElement} form
 */
function grow(form) {
  const fields = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=Option]")]);
  const last = fields.at(-1);
  if (!last?.value || fields.length >= most) return;
  const next = /** @type {HTMLInputElement} */ (last.cloneNode());
  next.value = "";
  next.setAttribute("aria-label", t("Option {0}", fields.length + 1));
  last.after(next);
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLFormElement} form
 */
async function ask(dialog, form) {
  if (form.classList.contains("saving")) return;
  form.classList.add("saving");
  const answer = await post(form.action, new FormData(form));
  form.classList.remove("saving");
  if (answer.status === 201 || answer.status === 200) {
    dialog.close();
    expect(answer.body.room, answer.body.rev);
    return;
  }
  /** @type {Element} */ (form.querySelector(".error[role]")).textContent = complaint(answer) || t("Not saved. Try again.");
}
