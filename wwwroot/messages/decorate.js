import { t } from "/base/text.js";
import { dayOf, localise } from "/base/time.js";
import { copyable } from "/messages/code.js";
import { fold } from "/messages/fold.js";

/** Milliseconds within which messages of one author stand together. */
const together = 5 * 60_000;

const me = document.body.dataset.person;

/** @type {((list: HTMLElement) => void)[]} */
const others = [];

/**
 * What else is written into messages after each change: cheap, and the same when it is done again.
 * @param {(list: HTMLElement) => void} write
 */
export function onDecorate(write) {
  others.push(write);
  lists().forEach(write);
}

/** Writes times and days, groups by author, folds what is long, and lets code be copied. */
export function decorate() {
  lists().forEach(decorateList);
}

/** The room's messages, and those of a thread that is open. */
const lists = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".messages, .root"));

/** @param {HTMLElement} list */
function decorateList(list) {
  const copy = () => copyCode(list);
  localise(list);
  group(list);
  for (const body of list.querySelectorAll(".body.long:not([data-fold])")) fold(/** @type {HTMLElement} */ (body), copy);
  copy();
  for (const write of others) write(list);
}

/** @param {HTMLElement} list */
function copyCode(list) {
  for (const code of list.querySelectorAll(".body pre:not([tabindex])")) copyable(/** @type {HTMLElement} */ (code));
}

/** @param {HTMLElement} list */
function group(list) {
  const now = new Date();
  let previous = null;
  for (const message of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(":scope > .message"))) {
    const newDay = separateDays(message, timeOf(message), previous && timeOf(previous), now);
    const apart = newDay || message.previousElementSibling?.id === "new";
    message.classList.toggle("grouped", !apart && previous !== null && isTogether(previous, message));
    label(message);
    previous = message;
  }
  for (const day of list.querySelectorAll(":scope > .day")) if (!isBeforeMessage(day)) day.remove();
}

/**
 * @param {HTMLElement} message
 * @param {Date} at
 * @param {Date | null} before
 * @param {Date} now
 */
function separateDays(message, at, before, now) {
  const isNew = before === null || at.toDateString() !== before.toDateString();
  const known = dayBefore(message);
  if (!isNew) known?.remove();
  else write(known ?? insertDay(message), dayOf(at, now));
  return isNew;
}

/** @param {HTMLElement} message */
function dayBefore(message) {
  let element = message.previousElementSibling;
  if (element?.id === "new") element = element.previousElementSibling;
  return element?.classList.contains("day") ? element : null;
}

/** @param {HTMLElement} message */
function insertDay(message) {
  const day = document.createElement("h2");
  day.className = "day";
  day.append(document.createElement("span"));
  const line = message.previousElementSibling?.id === "new" ? message.previousElementSibling : message;
  line.before(day);
  return day;
}

/**
 * @param {Element} day
 * @param {string} words
 */
function write(day, words) {
  const span = day.firstElementChild;
  if (span && span.textContent !== words) span.textContent = words;
}

/** @param {Element} day */
function isBeforeMessage({ nextElementSibling: next }) {
  return next?.id === "new" ? next.nextElementSibling?.classList.contains("message") : next?.classList.contains("message");
}

/**
 * @param {HTMLElement} first
 * @param {HTMLElement} second
 */
function isTogether(first, second) {
  return first.dataset.author === second.dataset.author && timeOf(second).getTime() - timeOf(first).getTime() < together;
}

/** @param {HTMLElement} message */
function timeOf(message) {
  return new Date(message.querySelector("time")?.dateTime ?? NaN);
}

/**
 * Whose it is, where the name is not to be seen.
 * @param {HTMLElement} message
 */
function label(message) {
  const author = message.dataset.author === me ? t("You") : message.querySelector(".author")?.textContent;
  const time = message.querySelector("time")?.textContent;
  const words = [author, time].filter(Boolean).join(", ");
  if (message.getAttribute("aria-label") !== words) message.setAttribute("aria-label", words);
}
