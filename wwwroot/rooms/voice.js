import { announce } from "/base/announce.js";
import { t } from "/base/text.js";
import { written } from "/base/time.js";

/** Milliseconds; the browser's timers take no more. */
const longestTimer = 2 ** 31 - 1;
/** The end of a silence that ends only when it is lifted: milliseconds since 1970. */
const untilLifted = 253_402_300_799_999;

let timer = 0;

/** Where I may not write, the reason takes the composer's place, which keeps what is in it. */
export function showVoice() {
  const main = document.getElementById("main");
  if (!main?.dataset.role) return;
  const silencedUntil = Number(main.dataset.silenced);
  const words = whyNot(main.dataset.role, silencedUntil);
  for (const conversation of document.querySelectorAll(".conversation")) show(conversation, words);
  clearTimeout(timer);
  const left = silencedUntil - Date.now();
  if (left > 0 && silencedUntil < untilLifted) timer = setTimeout(showVoice, Math.min(left, longestTimer));
}

/**
 * @param {Element} conversation the room, or a thread in it
 * @param {string} words
 */
function show(conversation, words) {
  const notice = /** @type {HTMLElement | null} */ (conversation.querySelector(".voice"));
  const composer = /** @type {HTMLElement | null} */ (conversation.querySelector(".composer"));
  if (!notice || !composer) return;
  say(notice, words);
  swap(composer, notice, words !== "");
}

/**
 * My place in the room as it is now.
 * @param {HTMLElement} place has it as `data-role` and `data-silenced`
 */
export function takePlace({ dataset: { role, silenced } }) {
  for (const page of [document.getElementById("main"), document.getElementById("members")]) {
    if (page?.dataset.role) Object.assign(page.dataset, { role, silenced });
  }
  showVoice();
}

/**
 * @param {string} role
 * @param {number} silencedUntil
 */
function whyNot(role, silencedUntil) {
  const rules = document.getElementById("room-name");
  if (rules?.querySelector(".rule.archived")) return t("This room is archived: it is there to read, and nobody writes here any more.");
  if (silencedUntil > Date.now()) return silence(silencedUntil);
  return role === "member" && rules?.querySelector(".rule.read-only") ? t("Only owners and moderators write here.") : "";
}

/** @param {number} until */
function silence(until) {
  return until >= untilLifted ? t("A moderator has silenced you.") : t("A moderator has silenced you until {0}.", written(new Date(until)));
}

/**
 * @param {HTMLElement} notice
 * @param {string} words
 */
function say(notice, words) {
  if (words && notice.hidden) announce(words);
  notice.textContent = words;
}

/**
 * @param {HTMLElement} composer
 * @param {HTMLElement} notice
 * @param {boolean} muted
 */
function swap(composer, notice, muted) {
  const [from, to] = muted ? [composer, notice] : [notice, composer];
  const hadFocus = from.contains(document.activeElement);
  from.hidden = true;
  to.hidden = false;
  if (hadFocus) (to.querySelector("textarea") ?? to).focus();
}
