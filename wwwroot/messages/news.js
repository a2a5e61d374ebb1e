import { announce } from "/base/announce.js";
import { t } from "/base/text.js";
import { isLookedAt } from "/messages/read.js";
import { glideToEnd, isAtEnd, isFarFromEnd } from "/messages/scroll.js";
import { reachesHead } from "/messages/timeline.js";

/** Milliseconds in which messages are announced together. */
const breath = 1_500;
/** Characters of a message that are read out. */
const excerpt = 200;

const pill = /** @type {HTMLButtonElement} */ (document.getElementById("jump"));
const list = /** @type {HTMLElement} */ (document.getElementById("messages"));

let unseen = 0;
/** @type {Element[]} */
let unheard = [];
let timer = 0;
let hasLine = document.getElementById("new") !== null;

/** @param {() => Promise<unknown>} showLatest when the end is not in the page */
export function news(showLatest) {
  pill.addEventListener("click", async () => {
    if (!reachesHead()) await showLatest();
    glideToEnd();
  });
  // Where the line was drawn it stays while one looks; the next absence draws it anew.
  for (const type of ["blur", "visibilitychange"]) addEventListener(type, () => { if (!isLookedAt()) hasLine = false; }, true);
}

/**
 * Others have written.
 * @param {HTMLElement[]} messages the new ones, in order
 */
export function tell(messages) {
  const [first] = messages;
  if (!first) return;
  if (!isAtEnd() || !reachesHead()) unseen += messages.length;
  if (!isLookedAt() && !hasLine && first.parentNode === list) drawLine(first);
  unheard.push(...messages);
  timer ||= setTimeout(speak, breath);
}

/** Shows or hides the way to the end. */
export function updatePill() {
  if (isAtEnd() && reachesHead()) unseen = 0;
  pill.hidden = unseen === 0 && !isFarFromEnd() && reachesHead();
  const words = unseen ? t("{0} new, jump to latest", unseen) : t("Jump to latest");
  if (pill.textContent !== words) pill.textContent = words;
}

/** @param {HTMLElement} message the first that came while nobody looked */
function drawLine(message) {
  const line = document.getElementById("new") ?? newLine();
  message.before(line);
  hasLine = true;
}

function newLine() {
  const line = document.createElement("p");
  line.id = "new";
  line.className = "new-line";
  const words = document.createElement("span");
  words.textContent = t("New since you left");
  line.append(words);
  return line;
}

function speak() {
  timer = 0;
  const [first, ...more] = unheard;
  unheard = [];
  if (first) announce(more.length ? t("{0} new messages", more.length + 1) : words(first));
}

/** @param {Element} message */
function words(message) {
  const text = message.querySelector(".body")?.textContent?.trim() ?? "";
  return t("{0} says: {1}", message.querySelector(".author")?.textContent ?? "", text.slice(0, excerpt));
}
