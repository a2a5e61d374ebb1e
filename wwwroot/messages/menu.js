import { t } from "/base/text.js";
import { smallButton } from "/messages/button.js";

/** Pixels between the menu and what is around it. */
const gap = 8;

/**
 * @typedef {object} Item
 * @property {string} name the class of its button
 * @property {string} words
 * @property {() => void} act
 */

/** @type {(hadFocus: boolean) => void} */
let closed = () => {};
const menu = build();

/** @param {Node} node */
export const isInMenu = node => menu.contains(node);

export const isMenuOpen = () => menu.matches(":popover-open");

/**
 * Opens beside a button, above or below it, wherever there is room; on a narrow screen CSS lays it at the bottom.
 * @param {HTMLElement} button
 * @param {Item[]} items
 * @param {(hadFocus: boolean) => void} onClosed gives the focus back, unless it has gone elsewhere already
 */
export function openMenu(button, items, onClosed) {
  menu.replaceChildren(...items.map(entry));
  closed = onClosed;
  if (!menu.isConnected) (document.getElementById("main") ?? document.body).append(menu); // a landmark
  menu.showPopover();
  place(button.getBoundingClientRect());
  focus(0);
}

/** @param {Item} item */
function entry({ name, words, act }) {
  const button = smallButton(name, words, () => {
    menu.hidePopover();
    act();
  });
  button.setAttribute("role", "menuitem");
  button.tabIndex = -1;
  return button;
}

/** @param {DOMRect} beside */
function place(beside) {
  const { width, height } = menu.getBoundingClientRect();
  const top = beside.bottom + height + gap <= innerHeight ? beside.bottom : Math.max(gap, beside.top - height);
  const left = Math.min(Math.max(gap, beside.right - width), innerWidth - width - gap);
  menu.style.setProperty("--menu-top", `${top}px`);
  menu.style.setProperty("--menu-left", `${left}px`);
}

/** @param {number} index counted around the ends */
function focus(index) {
  const items = entries();
  items.at(index % items.length)?.focus();
}

const entries = () => [...menu.querySelectorAll("button")];

function build() {
  const menu = document.createElement("div");
  menu.className = "menu-list";
  menu.popover = "auto"; // Escape and whatever is pressed beside it close it
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", t("Message actions"));
  menu.addEventListener("keydown", move);
  // Told while it still holds the focus, so that the way back does not lead over the page's beginning.
  menu.addEventListener("beforetoggle", event => { if (/** @type {ToggleEvent} */ (event).newState === "closed") closed(menu.contains(document.activeElement)); });
  return menu;
}

/** @param {KeyboardEvent} event */
function move(event) {
  const items = entries();
  const at = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  if (event.key === "Tab") return menu.hidePopover();
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key] ?? byLetter(items, at, event);
  if (to === undefined) return;
  event.preventDefault();
  focus(to);
}

/**
 * The next entry that begins with the letter that was typed.
 * @param {HTMLButtonElement[]} items
 * @param {number} at
 * @param {KeyboardEvent} event
 */
function byLetter(items, at, { key, ctrlKey, altKey, metaKey }) {
  if (key.length !== 1 || key === " " || ctrlKey || altKey || metaKey) return undefined;
  const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const found = order.find(item => item.textContent?.toLocaleLowerCase().startsWith(key.toLocaleLowerCase()));
  return found && items.indexOf(found);
}
