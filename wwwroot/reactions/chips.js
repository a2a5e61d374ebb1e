import { alarm, announce } from "/base/announce.js";
import { complaint, post } from "/base/http.js";
import { t } from "/base/text.js";
import { expect } from "/delivery/stream.js";

const me = document.body.dataset.person ?? "";

/** @type {Map<string, Map<string, boolean>>} By address and emoji, whether it is to be mine: what was clicked and is not answered yet. */
const wanted = new Map();
/** @type {Map<string, Promise<unknown>>} What goes out for a message goes out in order. */
const lines = new Map();

/**
 * Where a message's reactions are.
 * @param {Element} message
 */
export const addressOf = message => {
  const link = /** @type {HTMLAnchorElement | null} */ (message.querySelector("a.at"));
  return link ? `${link.pathname}/reactions` : "";
};

/**
 * Tells which chips are mine, and shows what is on its way.
 * @param {Element} list
 */
export function mark(list) {
  for (const chip of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".chip:not(.add, [aria-pressed])"))) {
    chip.setAttribute("aria-pressed", String(peopleOf(chip).includes(me)));
  }
  for (const add of list.querySelectorAll(".chip.add:not([aria-label])")) add.setAttribute("aria-label", t("React"));
  for (const address of wanted.keys()) show(address);
}

/**
 * @param {string} address
 * @param {string} emoji
 */
export function isMine(address, emoji) {
  return wanted.get(address)?.get(emoji) ?? forms(address).some(form => chipOf(form, emoji)?.getAttribute("aria-pressed") === "true");
}

/**
 * Shows at once that I react so, or no longer; puts it right if the server does not agree.
 * @param {string} address
 * @param {string} emoji
 * @param {boolean} on
 */
export async function react(address, emoji, on) {
  want(address, emoji, on);
  show(address);
  const answer = await inLine(address, () => post(address, { Emoji: emoji, Remove: String(!on) }));
  const isLast = wanted.get(address)?.get(emoji) === on;
  if (isLast) forget(address, emoji);
  if (answer.status === 200) return expect(answer.body.room, answer.body.rev);
  if (isLast) for (const form of forms(address)) set(form, emoji, !on);
  complain(address, complaint(answer) || t("Not saved. Try again."));
}

/**
 * @param {string} address
 * @param {string} emoji
 * @param {boolean} on
 */
function want(address, emoji, on) {
  if (!wanted.has(address)) wanted.set(address, new Map());
  wanted.get(address)?.set(emoji, on);
  announce(on ? t("{0} added", emoji) : t("{0} taken back", emoji));
}

/**
 * @param {string} address
 * @param {string} emoji
 */
function forget(address, emoji) {
  wanted.get(address)?.delete(emoji);
  if (wanted.get(address)?.size === 0) wanted.delete(address);
}

/**
 * @template T
 * @param {string} address
 * @param {() => Promise<T>} send
 * @returns {Promise<T>}
 */
function inLine(address, send) {
  const mine = (lines.get(address) ?? Promise.resolve()).then(send);
  lines.set(address, mine);
  mine.finally(() => { if (lines.get(address) === mine) lines.delete(address); });
  return mine;
}

/** @param {string} address */
function show(address) {
  const changes = [...wanted.get(address) ?? []];
  for (const message of changes.some(([, on]) => on) ? messages(address) : []) {
    if (!message.querySelector(":scope > .reactions") && !message.classList.contains("deleted")) message.append(newForm(address));
  }
  for (const form of forms(address)) for (const [emoji, on] of changes) set(form, emoji, on);
}

/** @param {string} address */
const messages = address =>
  [...document.querySelectorAll(`.message a.at[href="${CSS.escape(address.slice(0, -"/reactions".length))}"]`)].flatMap(link => link.closest(".message") ?? []);

/**
 * @param {string} address
 * @returns {HTMLFormElement[]}
 */
const forms = address => [...document.querySelectorAll(`form.reactions[action="${CSS.escape(address)}"]`)].map(form => /** @type {HTMLFormElement} */ (form));

/**
 * @param {Element} form
 * @param {string} emoji
 * @returns {HTMLElement | undefined}
 */
const chipOf = (form, emoji) => /** @type {HTMLElement[]} */ ([...form.querySelectorAll(".chip[name]")]).find(chip => chip.getAttribute("value") === emoji);

/** @param {HTMLElement} chip */
const peopleOf = chip => (chip.dataset.people ?? "").split(" ").filter(Boolean);

/**
 * @param {HTMLElement} form
 * @param {string} emoji
 * @param {boolean} on
 */
function set(form, emoji, on) {
  const chip = chipOf(form, emoji) ?? (on ? form.insertBefore(newChip(emoji), form.querySelector(".add")) : undefined);
  if (!chip) return;
  const others = peopleOf(chip).filter(person => person !== me);
  const wasMine = others.length !== peopleOf(chip).length;
  chip.setAttribute("aria-pressed", String(on));
  if (wasMine !== on) count(chip, on ? 1 : -1);
  chip.dataset.people = [...others, ...on ? [me] : []].join(" ");
  form.hidden = !form.querySelector(".chip[name]:not([hidden])");
}

/**
 * @param {HTMLElement} chip
 * @param {number} change
 */
function count(chip, change) {
  const count = /** @type {Element} */ (chip.querySelector(".count"));
  const now = Number(count.textContent) + change;
  count.textContent = String(now);
  chip.hidden = now < 1;
}

/** @param {string} address */
function newForm(address) {
  const form = document.createElement("form");
  form.className = "reactions";
  form.setAttribute("action", address);
  const add = document.createElement("button");
  add.className = "chip add";
  add.textContent = "+";
  add.setAttribute("aria-label", t("React"));
  form.append(add);
  return form;
}

/** @param {string} emoji */
function newChip(emoji) {
  const chip = document.createElement("button");
  chip.className = "chip";
  chip.name = "emoji";
  chip.value = emoji;
  for (const [name, text] of [["emoji", emoji], ["count", "0"]]) {
    const span = document.createElement("span");
    span.className = /** @type {string} */ (name);
    span.textContent = /** @type {string} */ (text);
    chip.append(span, " ");
  }
  return chip;
}

/**
 * Beside the message, until it changes.
 * @param {string} address
 * @param {string} words
 */
function complain(address, words) {
  for (const message of messages(address)) {
    message.querySelector(":scope > .error")?.remove();
    const line = document.createElement("p");
    line.className = "error";
    line.textContent = words;
    message.append(line);
  }
  alarm(words);
}
