import { alarm } from "/base/announce.js";
import { complaint, post } from "/base/http.js";
import { t } from "/base/text.js";
import { expect } from "/delivery/stream.js";

const me = document.body.dataset.person ?? "";

/** @type {Map<string, Promise<unknown>>} Votes go out one after the other. */
const lines = new Map();

/**
 * Tells which options are mine.
 * @param {Element} list
 */
export function mark(list) {
  for (const option of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".poll .option:not([data-mine])"))) tell(option);
}

/** @param {HTMLElement} option */
function tell(option) {
  const mine = String(peopleOf(option).includes(me));
  option.dataset.mine = mine;
  if (option instanceof HTMLButtonElement) option.setAttribute("aria-pressed", mine);
}

/**
 * Shows at once that I choose so, or no longer; the frame puts it right, or the server's refusal.
 * @param {HTMLButtonElement} option
 */
export async function vote(option) {
  const form = option.closest("form");
  const address = form?.getAttribute("action");
  if (!form || !address) return;
  const before = /** @type {HTMLFormElement} */ (form.cloneNode(true));
  const on = option.getAttribute("aria-pressed") !== "true";
  choose(form, option, on);
  const answer = await inLine(address, () => post(`${address}/vote`, { Option: option.value, Remove: String(!on) }));
  if (answer.status === 200) return expect(answer.body.room, answer.body.rev);
  complain(form.isConnected ? replace(form, before) : before, complaint(answer) || t("Not saved. Try again."));
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
  return mine;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} option
 * @param {boolean} on
 */
function choose(form, option, on) {
  const options = /** @type {HTMLElement[]} */ ([...form.querySelectorAll(".option")]);
  if (on && !form.classList.contains("multiple")) for (const other of options) if (other !== option) set(other, false);
  set(option, on);
  const voters = new Set(options.flatMap(peopleOf)).size;
  const sum = form.querySelector(".voters");
  // Of a crowd not all are named: then the sum waits for the server.
  if (sum && voters < 1_000) sum.textContent = String(voters);
  for (const bar of form.querySelectorAll("progress")) bar.max = Math.max(1, Number(sum?.textContent));
}

/** @param {HTMLElement} option */
const peopleOf = option => (option.dataset.people ?? "").split(" ").filter(Boolean);

/**
 * @param {HTMLElement} option
 * @param {boolean} on
 */
function set(option, on) {
  const others = peopleOf(option).filter(person => person !== me);
  const change = Number(on) - (peopleOf(option).length - others.length);
  const count = option.querySelector(".count");
  if (count) count.textContent = String(Number(count.textContent) + change);
  for (const bar of option.querySelectorAll("progress")) bar.value += change;
  option.dataset.people = [...others, ...on ? [me] : []].join(" ");
  tell(option);
}

/**
 * @param {Element} form
 * @param {HTMLFormElement} before
 */
function replace(form, before) {
  form.replaceWith(before);
  return before;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} words
 */
function complain(form, words) {
  form.querySelector(".error")?.remove();
  const line = document.createElement("p");
  line.className = "error";
  line.textContent = words;
  form.append(line);
  alarm(words);
}
