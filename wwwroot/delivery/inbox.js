import { Cursors } from "/delivery/cursors.js";
import { poll } from "/delivery/transport-poll.js";

/** @import { Change } from "/delivery/cursors.js" */
/** @import { Outcome, PollAnswer } from "/delivery/transport-poll.js" */

/** Milliseconds between questions that close one gap, and how many we ask. */
const repairPause = 250;
const repairAttempts = 5;

const cursors = new Cursors();
/** What other tabs have of the rooms they show, when we listen for them too. */
let abroad = new Cursors();
/** @type {Map<number, (change: Change) => void>} */
const rooms = new Map();
/** @type {Map<string, Set<(event: any) => void>>} */
const listeners = new Map();
/** @type {Map<number, number>} Revisions that were streamed beyond a gap. */
const beyond = new Map();

let epoch = "";
let stamp = "";
let lastByte = Date.now();
let repairing = false;

/**
 * @param {number} room
 * @param {number} cursor
 * @param {string} pageEpoch
 * @param {(change: Change) => void} onChange
 */
export function follow(room, cursor, pageEpoch, onChange) {
  adopt(pageEpoch);
  cursors.follow(room, cursor);
  rooms.set(room, onChange);
}

/**
 * Goes back to where a part of the page that was fetched since was rendered, and asks for what came after. Never
 * forward: other parts have not seen what lies between.
 * @param {number} room
 * @param {number} cursor
 * @param {string} pageEpoch
 */
export function rewind(room, cursor, pageEpoch) {
  adopt(pageEpoch);
  cursors.follow(room, Math.min(cursor, cursors.at(room) || cursor));
  ask();
}

/**
 * A page that was fetched since may be the first to come from another database.
 * @param {string} pageEpoch
 */
function adopt(pageEpoch) {
  if (epoch && pageEpoch !== epoch) resync({ type: "resync", epoch: pageEpoch });
  epoch = pageEpoch;
}

/** @param {number} room */
export function leave(room) {
  cursors.leave(room);
  rooms.delete(room);
}

/** @param {number} room */
export const follows = room => rooms.has(room);

/** The rooms we show and what we have of them. */
export const own = () => cursors.entries();

/** @param {[room: number, rev: number][]} entries of other tabs; where they differ the least counts */
export const listenFor = entries => { abroad = Cursors.least(entries); };

/**
 * Other tabs have been told; what one of them missed it asks for itself.
 * @param {Change} event
 */
export const passed = event => abroad.reach(event.room, event.rev);

/**
 * @param {string} type
 * @param {(event: any) => void} handler
 */
export function listen(type, handler) {
  const handlers = listeners.get(type) ?? new Set();
  listeners.set(type, handlers.add(handler));
}

/**
 * @param {string} type
 * @param {any} event
 */
export function emit(type, event = {}) {
  for (const handler of listeners.get(type) ?? []) handler(event);
}

/** Milliseconds since the server was last heard. */
export const silentFor = () => Date.now() - lastByte;

/**
 * @param {number} room
 * @param {number} rev
 */
export const has = (room, rev) => cursors.at(room) >= rev;

/**
 * Where to ask for what lies beyond our cursors.
 * @param {{ wait?: number, client?: string }} query
 */
export function url({ wait, client }) {
  const query = new URLSearchParams({ rooms: String(Cursors.least([...cursors.entries(), ...abroad.entries()])) });
  if (epoch) query.set("epoch", epoch);
  if (client) query.set("client", client);
  if (wait !== undefined) query.set("wait", String(wait));
  if (wait && stamp) query.set("stamp", stamp);
  return `/events?${query}`;
}

/**
 * Asks what was missed. Without a client id: the newest live request of an id ends the older one.
 * @returns {Promise<Outcome>}
 */
export async function ask() {
  const outcome = await poll(url({ wait: 0 }), 0);
  if (outcome.kind === "answer") absorb(outcome.answer);
  return outcome;
}

/**
 * Events alone move our cursors: the answer may be to a question of another tab, from further on than we are.
 * @param {PollAnswer} answer
 */
export function absorb(answer) {
  stamp = answer.stamp;
  epoch ||= answer.epoch;
  answer.events.forEach(receive);
  lastByte = Date.now();
  emit("heads", answer);
}

/** @param {any} event */
export function receive(event) {
  lastByte = Date.now();
  switch (event.type) {
    case "change": return change(event);
    case "hello": return hello(event);
    case "ready": case "beat": case "bye": return;
    case "resync": return resync(event);
    default: emit(event.type, event);
  }
}

/** @param {{ epoch: string }} event */
function hello(event) {
  epoch ||= event.epoch;
  emit("heads", event);
}

/**
 * Our cursors are worth nothing: we let them go, and whoever shows a room renders it anew and follows from there.
 * @param {{ type: "resync", epoch: string, room?: number }} event
 */
function resync(event) {
  if (event.room === undefined && event.epoch === epoch) return; // another tab's were meant: ours are of this epoch
  if (event.room === undefined) forget();
  else cursors.leave(event.room);
  epoch = event.epoch;
  emit("resync", event);
}

function forget() {
  cursors.clear();
  beyond.clear();
  stamp = "";
}

/** @param {Change} event */
function change(event) {
  const verdict = cursors.take(event);
  if (verdict === "apply") rooms.get(event.room)?.(event);
  if (verdict === "gap") {
    beyond.set(event.room, Math.max(event.rev, beyond.get(event.room) ?? 0));
    repair();
  }
}

/** Frames that arrive while we ask may lie beyond the answer: asks until none is missing. */
async function repair() {
  if (repairing) return;
  repairing = true;
  for (let attempt = 0; attempt < repairAttempts && isBehind(); attempt++) {
    if (attempt > 0) await new Promise(resolve => setTimeout(resolve, repairPause));
    await ask();
  }
  beyond.clear();
  repairing = false;
}

const isBehind = () => [...beyond].some(([room, rev]) => !has(room, rev));
