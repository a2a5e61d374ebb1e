import { parse } from "/base/swap.js";
import { t } from "/base/text.js";

/** Messages kept in the page: more are trimmed at the far end, and a link leads back to them. */
const bound = 400;
const kept = 300;

const list = /** @type {HTMLElement} */ (document.getElementById("messages"));
const room = document.getElementById("main")?.dataset.room ?? "";

/** @returns {HTMLElement[]} the messages that have a number, in order */
export const messages = () => [...list.querySelectorAll(":scope > .message[id]")].map(element => /** @type {HTMLElement} */ (element));

/** @param {Element | undefined | null} message */
export const numberOf = message => Number(message?.id.slice(1));

export const lastNumber = () => numberOf([...list.querySelectorAll(":scope > .message[id]")].at(-1));

/** @param {number} number */
export const find = number => document.getElementById(`m${number}`);

/** Whether the window of messages we show ends with the room's last one. */
export const reachesHead = () => !list.querySelector(":scope > .newer");

/**
 * Puts a message where it belongs: over its older self, or among the others by number.
 * Where our window does not reach, nothing is to do.
 * @param {HTMLElement} message
 * @returns {"replaced" | "inserted" | "outside"}
 */
export function place(message) {
  const number = numberOf(message);
  const known = find(number);
  if (known && known !== message) return replace(known, message);
  const others = messages().filter(other => other !== message);
  const older = others.findLast(other => numberOf(other) < number);
  if (!older && others.length && list.querySelector(":scope > .older")) return "outside";
  if (older === others.at(-1) && !reachesHead()) return "outside";
  if (older) older.after(message);
  else list.insertBefore(message, others[0] ?? list.querySelector(":scope > .pending, :scope > .newer"));
  return "inserted";
}

/**
 * @param {HTMLElement} known
 * @param {HTMLElement} message
 * @returns {"replaced"}
 */
function replace(known, message) {
  for (const state of ["sent", "highlighted"]) message.classList.toggle(state, known.classList.contains(state));
  if (known.querySelector(".body.open")) message.querySelector(".body.long")?.classList.add("open");
  const edit = known.querySelector(":scope > form.edit:not(.saved)");
  const focused = edit?.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  if (edit && !message.classList.contains("deleted")) message.append(edit);
  known.replaceWith(message);
  focused?.focus();
  return "replaced";
}

/**
 * Adds a page of history before or after what we show, in place of the link that led to it.
 * @param {string} html
 * @param {"older" | "newer"} direction
 */
export function addPage(html, direction) {
  const page = parse(html);
  for (const message of page.querySelectorAll(".message")) if (find(numberOf(message))) message.remove();
  if (document.getElementById("new")) page.querySelector("#new")?.remove();
  const link = list.querySelector(`:scope > .${direction}`);
  link?.replaceWith(page);
}

/**
 * Shows another window of messages; what is being sent stays at its end.
 * @param {Element} fresh the `#messages` of a rendered page
 */
export function showWindow(fresh) {
  const pending = list.querySelectorAll(":scope > .pending");
  list.replaceChildren(...fresh.childNodes, ...pending);
}

/**
 * Keeps the page small.
 * @param {"older" | "newer"} end where messages may go, the one far from view
 */
export function trim(end) {
  const all = messages();
  if (all.length <= bound) return;
  const far = end === "older" ? all.slice(0, all.length - kept) : all.slice(kept);
  far.forEach(remove);
  list.querySelector(`:scope > .${end}`)?.remove();
  const rest = messages();
  if (end === "older") list.prepend(link("older", `before=${numberOf(rest[0])}`));
  else rest.at(-1)?.after(link("newer", `after=${numberOf(rest.at(-1))}`));
}

/** @param {HTMLElement} message */
function remove(message) {
  if (message.previousElementSibling?.id === "new") message.previousElementSibling.remove();
  message.remove();
}

/**
 * @param {"older" | "newer"} direction
 * @param {string} query
 */
function link(direction, query) {
  const link = document.createElement("a");
  link.className = direction;
  link.href = `/rooms/${room}?${query}`;
  link.textContent = direction === "older" ? t("Older messages") : t("Newer messages");
  return link;
}
