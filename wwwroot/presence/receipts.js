import { t } from "/base/text.js";
import { on } from "/delivery/stream.js";

/** Names that stand under a message; of more the number is told. */
const named = 3;

const me = document.body.dataset.person ?? "";
const room = Number(document.getElementById("main")?.dataset.room);
const list = /** @type {HTMLElement} */ (document.getElementById("messages"));
const readers = document.getElementById("readers");
const isDirect = readers?.dataset.kind === "direct";

/** @type {Map<string, { name: string, number: number }>} How far the others have read. */
const marks = new Map();

/** Writes under one's own messages who has read as far as there: under the last one that each of them has read. */
export function receipts() {
  if (!readers) return;
  for (const reader of /** @type {NodeListOf<HTMLElement>} */ (readers.querySelectorAll("[data-person]"))) {
    marks.set(reader.dataset.person ?? "", { name: reader.textContent ?? "", number: Number(reader.dataset.number) });
  }
  on("read", event => { if (event.room === room) advance(String(event.person), event); });
  on("name", ({ person, name }) => rename(String(person), name));
  on("resync", () => { marks.clear(); show(); });
  new MutationObserver(arrived).observe(list, { childList: true });
  show();
}

/**
 * @param {string} person
 * @param {{ name: string, number: number }} mark
 */
function advance(person, { name, number }) {
  if (person === me) return;
  marks.set(person, { name, number: Math.max(number, marks.get(person)?.number ?? 0) });
  show();
}

/**
 * @param {string} person
 * @param {string} name
 */
function rename(person, name) {
  const mark = marks.get(person);
  if (!mark) return;
  mark.name = name;
  show();
}

/**
 * Whoever speaks has read what was said before.
 * @param {MutationRecord[]} changes
 */
function arrived(changes) {
  for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
    const mark = node instanceof HTMLElement && node.id ? marks.get(node.dataset.author ?? "") : undefined;
    if (mark) mark.number = Math.max(mark.number, numberOf(/** @type {HTMLElement} */ (node)));
  }
  show();
}

function show() {
  const read = readBy([...list.querySelectorAll(`:scope > .message[id][data-author="${me}"]`)]);
  for (const receipt of list.querySelectorAll(":scope > .message > .receipt")) {
    if (!read.has(/** @type {Element} */ (receipt.parentElement))) receipt.remove();
  }
  for (const [message, names] of read) write(message, words(names));
}

/**
 * @param {Element[]} mine my messages in order
 * @returns {Map<Element, string[]>} the names of those for whom each is the last one read
 */
function readBy(mine) {
  /** @type {Map<Element, string[]>} */
  const read = new Map();
  for (const { name, number } of marks.values()) {
    const last = mine.findLast(message => numberOf(message) <= number);
    if (last) read.set(last, [...read.get(last) ?? [], name]);
  }
  return read;
}

/** @param {Element} message */
const numberOf = message => Number(message.id.slice(1));

/** @param {string[]} names */
function words(names) {
  if (isDirect) return t("Read");
  const more = names.length - named;
  return more > 0 ? t("Read by {0} and {1} more", names.slice(0, named).join(", "), more) : t("Read by {0}", names.join(", "));
}

/**
 * @param {Element} message
 * @param {string} text
 */
function write(message, text) {
  const receipt = message.querySelector(":scope > .receipt") ?? document.createElement("p");
  receipt.className = "receipt";
  if (receipt.textContent !== text) receipt.textContent = text;
  if (!receipt.parentElement) message.append(receipt);
}
