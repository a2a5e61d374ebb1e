import { copy } from "/base/clipboard.js";
import { post } from "/base/http.js";
import { late } from "/base/late.js";
import { t } from "/base/text.js";
import { tell } from "/base/toast.js";
import { smallButton } from "/messages/button.js";
import { focusComposer } from "/messages/composer.js";
import { onDecorate } from "/messages/decorate.js";
import { edit } from "/messages/edit.js";
import { isInMenu, isMenuOpen, openMenu } from "/messages/menu.js";
import { drawLine } from "/messages/news.js";
import { isReply } from "/messages/number.js";
import { mayPin, pin, pinWords } from "/messages/pins.js";
import { numberOf } from "/messages/timeline.js";

/**
 * @typedef {object} Action something one can do with a message
 * @property {string} name the class of its button
 * @property {string | ((message: Element) => string)} words
 * @property {(message: HTMLElement) => void} act
 * @property {(message: Element) => boolean} [isFor] whether this message offers it
 * @property {"bar" | "menu"} [where] in sight, or among the rest
 * @property {number} [order] in the menu, 50 if it does not matter
 */

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const me = document.body.dataset.person;
const removing = late(() => import("/messages/remove.js"));
const more = smallButton("more", "", openMore);
const bar = toolbar();
/** @type {Map<HTMLButtonElement, Action>} In sight. */
const known = new Map();
/** @type {Action[]} Among the rest. */
const rest = [];

addAction({ name: "copy-text", words: t("Copy text"), act: copyText, isFor: isThere, where: "menu", order: 10 });
addAction({ name: "copy-link", words: t("Copy link"), act: copyLink, where: "menu", order: 11 });
addAction({ name: "edit-message", words: t("Edit"), act: edit, isFor: isMine, where: "menu", order: 12 });
addAction({ name: "forward-message", words: t("Forward"), act: forward, isFor: isThere, where: "menu", order: 20 });
addAction({ name: "unread-message", words: t("Mark unread from here"), act: markUnread, isFor: isOfRoom, where: "menu", order: 21 });
addAction({ name: "pin-message", words: pinWords, act: pin, isFor: mayPin, where: "menu", order: 40 });
addAction({ name: "delete-message", words: t("Delete"), act: remove, isFor: mayDelete, where: "menu", order: 90 });
onDecorate(linkEdits);

document.addEventListener("pointerdown", ({ target }) => {
  if (target instanceof Element && !target.closest(".messages, .root") && !isInMenu(target)) bar.remove();
}, { passive: true });

/**
 * One toolbar for all messages: it stands at the one that is pointed at or holds the focus.
 * @param {HTMLElement} list
 */
export function actions(list) {
  list.addEventListener("pointerover", show, { passive: true });
  list.addEventListener("focusin", show, { passive: true });
  list.addEventListener("pointerleave", hide, { passive: true });
}

/** @param {Action} action */
export function addAction(action) {
  if (action.where === "menu") {
    rest.push(action);
    rest.sort((one, other) => (one.order ?? 50) - (other.order ?? 50));
    return;
  }
  const button = smallButton(action.name, "", () => {
    const message = bar.closest(".message");
    if (message) action.act(/** @type {HTMLElement} */ (message));
  });
  name(button, action);
  known.set(button, action);
  more.before(button);
}

/**
 * @param {HTMLButtonElement} button
 * @param {Action} action
 * @param {Element} [message]
 */
function name(button, { words }, message = bar) {
  button.title = typeof words === "string" ? words : words(message);
  button.setAttribute("aria-label", button.title);
}

/**
 * Not deleted.
 * @param {Element} message
 */
export function isThere(message) {
  return !message.classList.contains("deleted");
}

/**
 * Written by me, and not deleted.
 * @param {Element} message
 */
export function isMine(message) {
  return message.getAttribute("data-author") === me && !message.classList.contains("deleted");
}

/** Whether I keep order here. */
function isKeeper() {
  return main.dataset.kind === "named" && main.dataset.role !== "member";
}

/** @param {Element} message */
function mayDelete(message) {
  return isMine(message) || (isThere(message) && isKeeper());
}

/** @param {Element} message */
function isOfRoom(message) {
  return !isReply(numberOf(message));
}

/** @param {HTMLElement} message */
function forward(message) {
  location.assign(`/rooms/${main.dataset.room}/${numberOf(message)}/forward`);
}

/** @param {HTMLElement} message */
function remove(message) {
  const link = /** @type {HTMLAnchorElement | null} */ (message.querySelector("a.at"));
  removing(`${link?.pathname}/delete`, ({ askToRemove }) => { askToRemove(document.getElementById(message.id) ?? message); });
}

/** @param {HTMLElement} message */
async function markUnread(message) {
  const { status } = await post(`/rooms/${main.dataset.room}/unread`, { Number: String(numberOf(message)) });
  if (status !== 204) return tell(t("Not saved. Try again."));
  drawLine(message);
  tell(t("Unread from here on"));
}

/**
 * "edited" leads to what was said before, for those who may see it.
 * @param {HTMLElement} list
 */
function linkEdits(list) {
  for (const sign of list.querySelectorAll("span.edited")) {
    const message = sign.closest(".message");
    if (!message?.id || !(isMine(message) || isKeeper())) continue;
    const link = document.createElement("a");
    link.className = "edited";
    link.href = `/rooms/${main.dataset.room}/${numberOf(message)}/history`;
    link.setAttribute("aria-label", t("Edited. What it said before"));
    sign.replaceWith(link);
  }
}

/**
 * The last message of mine that can still be edited.
 * @param {HTMLElement} list
 */
export function editLast(list) {
  const mine = [...list.querySelectorAll(`.message[id][data-author="${me}"]:not(.deleted)`)];
  const last = mine.at(-1);
  if (last) edit(/** @type {HTMLElement} */ (last));
}

/** @param {Event} event */
function show({ target }) {
  const message = target instanceof Element ? target.closest(".message") : null;
  if (!message || message.contains(bar) || isMenuOpen()) return;
  showAt(message);
}

/** @param {Element} message */
function showAt(message) {
  if (!message.id || message.querySelector("form.edit")) return bar.remove();
  for (const [button, action] of known) {
    button.hidden = action.isFor?.(message) === false;
    name(button, action, message);
  }
  more.hidden = !rest.some(({ isFor }) => isFor?.(message) !== false);
  message.querySelector("header")?.after(bar);
}

/** @param {PointerEvent} event */
function hide({ pointerType }) {
  if (pointerType === "mouse" && !isMenuOpen() && !bar.contains(document.activeElement)) bar.remove();
}

/** What does not stand in sight. The message may be rendered anew meanwhile: its id holds. */
function openMore() {
  const id = bar.closest(".message")?.id ?? "";
  const message = document.getElementById(id);
  if (!message) return;
  const items = rest.filter(({ isFor }) => isFor?.(message) !== false).map(({ name, words, act }) => ({
    name,
    words: typeof words === "string" ? words : words(message),
    act: () => {
      const present = document.getElementById(id);
      if (present) act(present);
    },
  }));
  more.setAttribute("aria-expanded", "true");
  openMenu(more, items, hadFocus => close(id, hadFocus));
}

/**
 * @param {string} id
 * @param {boolean} hadFocus
 */
function close(id, hadFocus) {
  more.setAttribute("aria-expanded", "false");
  if (!hadFocus) return;
  const message = document.getElementById(id);
  if (message && !message.contains(bar)) showAt(message);
  if (more.isConnected) more.focus({ preventScroll: true });
  else focusComposer();
}

function toolbar() {
  const bar = document.createElement("div");
  bar.className = "actions";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", t("Message actions"));
  more.title = t("More actions");
  more.setAttribute("aria-label", more.title);
  more.setAttribute("aria-haspopup", "menu");
  more.setAttribute("aria-expanded", "false");
  bar.append(more);
  return bar;
}

/** @param {HTMLElement} message */
async function copyLink(message) {
  const link = /** @type {HTMLAnchorElement | null} */ (message.querySelector("a.at"));
  const copied = link !== null && await copy(link.href);
  tell(copied ? t("Link copied") : t("Not copied"));
}

/**
 * As it is read, without what stands around it.
 * @param {HTMLElement} message
 */
async function copyText(message) {
  const body = /** @type {HTMLElement | null} */ (message.querySelector(":scope > .body"));
  const copied = body !== null && await copy(body.innerText.trim());
  tell(copied ? t("Copied") : t("Not copied"));
}
