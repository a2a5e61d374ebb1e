import { alarm } from "/base/announce.js";
import { fragment } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { localise } from "/base/time.js";
import { on } from "/delivery/stream.js";
import { smallButton } from "/messages/button.js";
import { hide, show } from "/messages/shown.js";
import { showVoice } from "/rooms/voice.js";
import { renameRoot, threadIn } from "/threads/thread.js";

/** @import { Conversation } from "/messages/conversation.js" */

/** Where there is no room for both, the thread lies over its room. */
const narrow = matchMedia("(max-width: 71.99rem)");
const touch = matchMedia("(hover: none) and (pointer: coarse)");

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const room = Number(main.dataset.room);

/** @type {{ pane: HTMLElement, thread: number, conversation: Conversation, from: Element | null } | null} */
let open = null;
let asking = 0;

// The way back closes a thread.
addEventListener("popstate", close);
on("gone", event => { if (event.room === room) close(); });
narrow.addEventListener("change", cover);

/**
 * Opens a thread beside its room.
 * @param {number} thread
 * @param {number} at a reply to open it at, or 0
 * @param {Element | null} from what led to it
 */
export async function openThread(thread, at, from) {
  const address = `/rooms/${room}/${thread}/thread`;
  const ask = ++asking;
  const html = await fragment(at ? `${address}?at=${at}` : address, ".thread");
  if (ask !== asking || !main.dataset.room) return;
  if (html === null) return alarm(t("The thread could not be opened. Try again."));
  const before = open;
  close();
  open = { ...appear(html, thread), thread, from: before ? before.from : from };
  if (history.state?.thread) history.replaceState({ thread }, "", address);
  else history.pushState({ thread }, "", address);
  if (!touch.matches) open.conversation.composer?.focus();
}

/**
 * @param {string} html
 * @param {number} thread
 */
function appear(html, thread) {
  const pane = document.createElement("aside");
  pane.className = "thread-pane";
  pane.append(parse(html));
  const element = /** @type {HTMLElement} */ (pane.querySelector(".thread"));
  renameRoot(element);
  demote(element);
  localise(pane);
  main.after(pane);
  cover();
  wayOut(pane, element);
  const conversation = threadIn(element);
  show(conversation, thread);
  showVoice();
  return { pane, conversation };
}

/**
 * The page has a heading of its own.
 * @param {HTMLElement} element
 */
function demote(element) {
  const title = element.querySelector("h1");
  const heading = document.createElement("h2");
  heading.textContent = title?.textContent ?? "";
  title?.replaceWith(heading);
}

/**
 * @param {HTMLElement} pane
 * @param {HTMLElement} element
 */
function wayOut(pane, element) {
  const button = smallButton("back", "", () => history.back());
  button.setAttribute("aria-label", t("Close"));
  element.querySelector(".thread-header > .back")?.replaceWith(button);
  pane.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest("form.edit")) return;
    history.back();
  });
}

function close() {
  if (!open) return;
  const { pane, thread, conversation, from } = open;
  const hadFocus = pane.contains(document.activeElement);
  open = null;
  hide(thread);
  conversation.composer?.keep();
  pane.remove();
  cover();
  if (hadFocus && from?.isConnected) /** @type {HTMLElement} */ (from).focus();
}

/** What lies under the thread is out of reach. */
function cover() {
  main.inert = narrow.matches && document.querySelector(".thread-pane") !== null;
}
