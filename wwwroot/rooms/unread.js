import { badge } from "/base/badge.js";
import { raise } from "/rooms/order.js";

/** @typedef {{ head: number, read: number }} Marks the last message of a room and how far I have read: numbers */

/** @type {Map<number, Marks>} */
const rooms = new Map();

/** @type {Map<number, { counted: number, told: Set<number> }>} Messages that call me and are unread: as many as the sidebar says, and those told of since. */
const mentions = new Map();

const firstReply = 2 ** 52;

let title = document.title;

/** @type {((room: number, read: number) => void)[]} */
const readers = [];

/**
 * A room was read further, here or elsewhere.
 * @param {(room: number, read: number) => void} handler
 */
export const onRead = handler => { readers.push(handler); };

/** Takes the marks the sidebar was rendered with. */
export function readSidebar() {
  for (const link of links()) {
    const [room, head] = [Number(link.dataset.room), Number(link.dataset.head)];
    take(room, { head, read: Number(link.dataset.read) });
    // What the sidebar knows of is counted there already. Replies have numbers beyond those of any room.
    const told = [...mentions.get(room)?.told ?? []].filter(number => number > head && number < firstReply);
    mentions.set(room, { counted: Number(link.dataset.mentions), told: new Set(told) });
  }
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
  if (known && read > known.read) readMentions(room, read);
  if (!known || read > known.read) for (const hear of readers) hear(room, read);
  rooms.set(room, { head: Math.max(known?.head ?? 0, head), read: Math.max(known?.read ?? 0, read) });
  return known !== undefined && head > known.head;
}

/**
 * A message calls me.
 * @param {number} room
 * @param {number} number
 */
export function mention(room, number) {
  if (number <= (rooms.get(room)?.read ?? 0)) return;
  const known = mentions.get(room) ?? { counted: 0, told: new Set() };
  known.told.add(number);
  mentions.set(room, known);
  render();
}

/**
 * Whether something calls me there, or the sidebar still says so.
 * @param {number} room
 */
export const isCalledIn = room => mentionsIn(room) > 0 || Number(linkOf(room)?.dataset.mentions) > 0;

/** @param {number} room */
function mentionsIn(room) {
  const known = mentions.get(room);
  return known ? known.counted + known.told.size : 0;
}

/**
 * How many of those that the sidebar counted were read with it only the server knows, which is asked soon; it is all of
 * them nearly always.
 * @param {number} room
 * @param {number} read
 */
function readMentions(room, read) {
  const told = [...mentions.get(room)?.told ?? []].filter(number => number > read);
  mentions.set(room, { counted: 0, told: new Set(told) });
}

/**
 * I want a room unread again from after a message on.
 * @param {number} room
 * @param {number} read
 */
export function takeBack(room, read) {
  const known = rooms.get(room);
  if (known) rooms.set(room, { head: known.head, read });
  render();
}

/** Forgets all marks: they are of another epoch, or were taken back. */
export function forget() {
  rooms.clear();
  mentions.clear();
}

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
  let called = 0;
  let personal = 0;
  for (const link of links()) {
    const room = Number(link.dataset.room);
    const count = unread(room);
    const calls = mentionsIn(room);
    called += calls;
    if (!link.classList.contains("muted")) personal += link.dataset.kind === "named" ? calls : count;
    if (!link.classList.contains("muted")) total += count;
    any ||= count > 0;
    show(link.querySelector(".unread"), count);
    show(link.querySelector(".mentions"), calls);
  }
  show(document.getElementById("mentions-count"), called);
  document.getElementById("read-all")?.toggleAttribute("hidden", !any);
  badge(personal);
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
 * @param {HTMLElement | null} badge
 * @param {number} count
 */
function show(badge, count) {
  const number = badge?.querySelector(".count, .number");
  if (!badge || !number) return;
  number.textContent = capped(count);
  badge.hidden = count === 0;
}

/** @param {number} count */
const capped = count => count > 999 ? "999+" : String(count);

const links = () => /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("#sidebar .room-link[data-room]"));
