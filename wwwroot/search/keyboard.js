import { late } from "/base/late.js";
import { openSwitcher } from "/search/switcher.js";

const sheet = late(() => import("/search/sheet.js"));

const typing = "input, textarea, select, [contenteditable]";

/** The keys that work everywhere. By the key's place, too: with a Korean layout "K" is another letter. */
export function keyboard() {
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const act = meant(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** @param {KeyboardEvent} event */
function meant(event) {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.shiftKey && isKey(event, "k")) return openSwitcher;
  if (command && event.shiftKey && isKey(event, "f")) return search;
  if (!command && event.key === "?" && !isTyping(event) && !document.querySelector("dialog[open]")) return () => sheet("/shortcuts", ({ openSheet }) => { openSheet(); });
  return null;
}

/**
 * @param {KeyboardEvent} event
 * @param {string} letter
 */
const isKey = ({ key, code }, letter) => key.toLowerCase() === letter || code === `Key${letter.toUpperCase()}`;

/** @param {KeyboardEvent} event */
const isTyping = ({ target }) => target instanceof Element && target.closest(typing) !== null;

function search() {
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
  if (!box) return location.assign("/search");
  box.focus();
  box.select();
}
