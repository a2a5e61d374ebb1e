import { alarm } from "/base/announce.js";
import { complaint, fragment, post } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { expect } from "/delivery/stream.js";
import { autosize } from "/messages/autosize.js";
import { completesMessage } from "/messages/completion.js";
import { focusComposer, giveBack } from "/messages/composer.js";
import { enterSubmits } from "/messages/enter.js";

/**
 * Opens a message of mine for editing in its place.
 * @param {HTMLElement} message
 */
export async function edit(message) {
  const link = /** @type {HTMLAnchorElement | null} */ (message.querySelector("a.at"));
  const list = message.parentElement;
  if (!link || message.querySelector("form.edit")) return;
  const html = await fragment(`${link.pathname}/edit`, "form.edit");
  const form = /** @type {HTMLFormElement | null} */ (html && parse(html).querySelector("form.edit"));
  if (!form) return alarm(t("This message cannot be edited now."));
  list?.querySelector(`#${message.id}`)?.append(form);
  wire(form, `${link.pathname}/edit`);
}

/**
 * Keeps an edit that is open while the messages are rendered anew.
 * @param {HTMLElement} list
 * @returns {() => void} puts it back; where its message is no more, the text goes to the composer
 */
export function keepEdit(list) {
  const form = list.querySelector("form.edit:not(.saved)");
  const message = form?.closest(".message");
  const box = form?.querySelector("textarea");
  if (!form || !message || !box) return () => {};
  const hasFocus = form.contains(document.activeElement);
  return () => {
    const fresh = list.querySelector(`#${message.id}`);
    if (fresh === message || !message.contains(form)) return; // nothing was rendered, or the edit is done
    if (fresh && written(fresh) === written(message)) fresh.append(form);
    else giveBack(box.value, t("This message cannot be edited now."), list);
    if (hasFocus) box.focus();
  };
}

/**
 * By whom and when: a number may have become another message's.
 * @param {Element} message
 */
const written = message => `${message.getAttribute("data-author")} ${message.querySelector("time")?.dateTime}`;

/**
 * @param {HTMLFormElement} form
 * @param {string} url
 */
function wire(form, url) {
  const box = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const submit = () => save(form, box, url);
  const cancel = () => close(form);
  autosize(box);
  completesMessage(box);
  enterSubmits(box, submit);
  form.addEventListener("submit", event => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", event => { if (event.key === "Escape" && !event.isComposing) cancel(); });
  form.querySelector(".cancel")?.addEventListener("click", event => {
    event.preventDefault();
    cancel();
  });
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  form.scrollIntoView({ block: "nearest" });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} box
 * @param {string} url
 */
async function save(form, box, url) {
  if (form.classList.contains("saving")) return;
  form.classList.add("saving");
  const answer = await post(url, { Body: box.value });
  form.classList.remove("saving");
  if (answer.status !== 200) return complain(form, why(answer));
  form.classList.add("saved");
  close(form);
  expect(answer.body.room, answer.body.rev);
}

/** @param {import("/base/http.js").Answer} answer */
function why(answer) {
  if (answer.status === 401) return t("Sign in to save this.");
  return complaint(answer) || t("Not saved. Try again.");
}

/** @param {HTMLFormElement} form */
function close(form) {
  const conversation = form.closest(".conversation");
  form.remove();
  focusComposer(conversation);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} words
 */
function complain(form, words) {
  const error = form.querySelector(".error") ?? form.appendChild(document.createElement("p"));
  error.className = "error";
  error.textContent = words;
  alarm(words);
}
