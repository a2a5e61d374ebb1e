import { announce } from "/base/announce.js";
import { copy } from "/base/clipboard.js";
import { t } from "/base/text.js";
import { smallButton } from "/messages/button.js";
import { edit } from "/messages/edit.js";
import { askToRemove } from "/messages/remove.js";

/**
 * @typedef {object} Action something one can do with a message
 * @property {string} name the class of its button
 * @property {string} words
 * @property {(message: HTMLElement) => void} act
 * @property {(message: Element) => boolean} [isFor] whether this message offers it
 * @property {"bar" | "menu"} [where] in sight, or among the rest
 */

const list = /** @type {HTMLElement} */ (document.getElementById("messages"));
const me = document.body.dataset.person;
const bar = toolbar();
/** @type {Map<HTMLButtonElement, Action>} */
const known = new Map();

addAction({ name: "copy-link", words: t("Copy link"), act: copyLink, where: "menu" });
addAction({ name: "edit-message", words: t("Edit"), act: edit, isFor: isMine, where: "menu" });
addAction({ name: "delete-message", words: t("Delete"), act: askToRemove, isFor: isMine, where: "menu" });

/** One toolbar for all messages: it stands at the one that is pointed at or holds the focus. */
export function actions() {
  list.addEventListener("pointerover", show, { passive: true });
  list.addEventListener("focusin", show, { passive: true });
  list.addEventListener("pointerleave", hide, { passive: true });
  document.addEventListener("pointerdown", ({ target }) => { if (target instanceof Node && !list.contains(target)) bar.remove(); }, { passive: true });
}

/** @param {Action} action */
export function addAction(action) {
  const button = smallButton(action.name, "", () => {
    const message = bar.closest(".message");
    if (message) action.act(/** @type {HTMLElement} */ (message));
  });
  button.title = action.words;
  button.setAttribute("aria-label", action.words);
  known.set(button, action);
  bar.append(button);
}

/**
 * Written by me, and not deleted.
 * @param {Element} message
 */
export function isMine(message) {
  return message.getAttribute("data-author") === me && !message.classList.contains("deleted");
}

/** The last message of mine that can still be edited. */
export function editLast() {
  const mine = [...list.querySelectorAll(`.message[id][data-author="${me}"]:not(.deleted)`)];
  const last = mine.at(-1);
  if (last) edit(/** @type {HTMLElement} */ (last));
}

/** @param {Event} event */
function show({ target }) {
  const message = target instanceof Element ? target.closest(".message") : null;
  if (!message || message.contains(bar)) return;
  if (!message.id || message.querySelector("form.edit")) return bar.remove();
  for (const [button, { isFor }] of known) button.hidden = isFor?.(message) === false;
  message.querySelector("header")?.after(bar);
}

/** @param {PointerEvent} event */
function hide({ pointerType }) {
  if (pointerType === "mouse" && !bar.contains(document.activeElement)) bar.remove();
}

function toolbar() {
  const bar = document.createElement("div");
  bar.className = "actions";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", t("Message actions"));
  return bar;
}

/** @param {HTMLElement} message */
async function copyLink(message) {
  const link = /** @type {HTMLAnchorElement | null} */ (message.querySelector("a.at"));
  const copied = link !== null && await copy(link.href);
  announce(copied ? t("Link copied") : t("Not copied"));
  const button = bar.querySelector(".copy-link");
  button?.classList.toggle("done", copied);
  setTimeout(() => button?.classList.remove("done"), 1_500);
}
