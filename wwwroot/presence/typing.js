import { post } from "/base/http.js";
import { t } from "/base/text.js";
import { on } from "/delivery/stream.js";

/** Milliseconds between two reports while one types, and after which others are believed to have stopped. */
const period = 3_000;
const expires = 5_000;

const me = document.body.dataset.person;
const room = Number(document.getElementById("main")?.dataset.room);
const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("body"));
const line = document.getElementById("typing");

/** @type {Map<string, { name: string, timer: number }>} Who types, the longest first. */
const typists = new Map();
let reportedAt = 0;

/** Tells others that one types here, and shows who of them does. */
export function typing() {
  if (!room || !line) return;
  box?.addEventListener("input", report, { passive: true });
  on("typing", hear);
  const list = document.getElementById("messages");
  if (list) new MutationObserver(changes => changes.forEach(arrived)).observe(list, { childList: true });
}

/** @param {Event} event what the page itself puts into the box is not typed */
function report({ isTrusted }) {
  if (!box?.value.trim()) stop();
  else if (isTrusted && Date.now() - reportedAt >= period) tell(true);
}

function stop() {
  if (reportedAt) tell(false);
}

/** @param {boolean} types */
function tell(types) {
  reportedAt = types ? Date.now() : 0;
  post(`/rooms/${room}/typing`, { Typing: String(types) });
}

/** @param {{ room: number, person: number, name: string, typing: boolean }} event */
function hear(event) {
  if (event.room !== room || String(event.person) === me) return;
  if (event.typing) begin(String(event.person), event.name);
  else end(String(event.person));
}

/**
 * @param {string} person
 * @param {string} name
 */
function begin(person, name) {
  clearTimeout(typists.get(person)?.timer);
  typists.set(person, { name, timer: setTimeout(() => end(person), expires) });
  show();
}

/** @param {string} person */
function end(person) {
  clearTimeout(typists.get(person)?.timer);
  if (typists.delete(person)) show();
}

/**
 * What somebody was typing is there now; what stands further up was there before.
 * @param {MutationRecord} change
 */
function arrived({ addedNodes }) {
  for (const node of addedNodes) {
    if (node instanceof HTMLElement && node.matches(".message[id]:not(:has(~ .message[id]))")) end(node.dataset.author ?? "");
  }
}

function show() {
  if (!line) return;
  const [first, second, third] = [...typists.values()].map(({ name }) => name);
  line.hidden = !first;
  if (third) line.textContent = t("Several people are typing…");
  else if (second) line.textContent = t("{0} and {1} are typing…", first ?? "", second);
  else if (first) line.textContent = t("{0} is typing…", first);
}
