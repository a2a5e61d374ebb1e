import { raise } from "/rooms/order.js";

/** @typedef {{ head: number, read: number }} Marks the last message of a room and how far I have read: numbers */

/** @type {Map<number, Marks>} */
const rooms = new Map();

let title = document.title;

/** Takes the marks the sidebar was rendered with. */
export function readSidebar() {
  for (const link of links()) take(Number(link.dataset.room), { head: Number(link.dataset.head), read: Number(link.dataset.read) });
  render();
}

/**
 * What was said in the room just now moves it up.
 * @param {number} room
 * @param {Partial<Marks>} marks
 */
export function advance(room, marks) {
  const link = take(room, marks) && linkOf(room);
  if (link) raise(link);
}

/**
 * Marks only move forward: what is late cannot make a read room unread.
 * @param {number} room
 * @param {Partial<Marks>} marks
 * @returns {boolean} whether something was said since we last heard of the room
 */
export function take(room, { head = 0, read = 0 }) {
  const known = rooms.get(room);
  rooms.set(room, { head: Math.max(known?.head ?? 0, head), read: Math.max(known?.read ?? 0, read) });
  return known !== undefined && head > known.head;
}

/** Forgets all marks: they are of another epoch, or were taken back. */
export const forget = () => rooms.clear();

/** @param {number} room */
export function drop(room) {
  rooms.delete(room);
}

/** @param {string} name of the page, shown after the count of unread messages */
export function retitle(name) {
  title = name;
  render();
}

/** Writes the counts into the sidebar and the title. */
export function render() {
  let total = 0;
  let any = false;
  for (const link of links()) {
    const count = unread(Number(link.dataset.room));
    if (!link.classList.contains("muted")) total += count;
    any ||= count > 0;
    show(link, count);
  }
  document.getElementById("read-all")?.toggleAttribute("hidden", !any);
  document.title = total ? `(${capped(total)}) ${title}` : title;
}

/** @param {number} room */
export const isListed = room => linkOf(room) !== undefined;

/** @param {number} room */
const linkOf = room => [...links()].find(link => Number(link.dataset.room) === room);

/** @returns {number[]} */
export const listed = () => [...links()].map(link => Number(link.dataset.room));

/** @param {number} room */
function unread(room) {
  const marks = rooms.get(room);
  return marks ? Math.max(0, marks.head - marks.read) : 0;
}

/**
 * @param {HTMLElement} link
 * @param {number} count
 */
function show(link, count) {
  const badge = /** @type {HTMLElement | null} */ (link.querySelector(".unread"));
  const number = badge?.querySelector(".count");
  if (!badge || !number) return;
  number.textContent = capped(count);
  badge.hidden = count === 0;
}

/** @param {number} count */
const capped = count => count > 999 ? "999+" : String(count);

const links = () => /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("#sidebar .room-link[data-room]"));
