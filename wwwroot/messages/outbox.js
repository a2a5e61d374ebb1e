import { all, put, remove } from "/base/store.js";
import { channel } from "/base/tabs.js";
import { uuid } from "/base/uuid.js";

/** @import { Quote } from "/messages/quote.js" */

/**
 * @typedef {"offline" | "expired" | "forbidden" | "muted" | "refused" | "clash" | "other"} Reason
 * offline: nobody answered. expired: signed out. forbidden: not in the room any more. muted: one may not write there
 * now. refused: no message that can be taken. clash: its id was used for another text.
 */

/**
 * @typedef {object} Outgoing a message that the server has not acknowledged
 * @property {string} id stays the same on each try, so that the server takes it once
 * @property {number} room
 * @property {number | null} [thread] the message whose thread it goes to
 * @property {Quote | null} [quote] what it answers
 * @property {string} body
 * @property {number} order grows from one to the next; milliseconds since 1970
 * @property {Reason | null} failed why it waits for its writer
 * @property {string} why in the server's words, if it had any
 */

/**
 * @typedef {{ type: "added" | "sending" | "waiting" | "failed", outgoing: Outgoing }
 *   | { type: "accepted", id: string, room: number, number: number, rev: number }
 *   | { type: "discarded", id: string, room: number }} News of the outbox, for all tabs
 */

/** @type {Set<(news: News) => void>} */
const listeners = new Set();
const tell = channel("outbox", /** @param {News} news */ news => { for (const listener of listeners) listener(news); });

let last = 0;

/** @param {(news: News) => void} listener */
export const onOutbox = listener => { listeners.add(listener); };

/**
 * @param {{ room: number, thread: number | null }} where
 * @param {string} body
 * @param {Quote | null} quote
 * @returns {Outgoing}
 */
export function compose({ room, thread }, body, quote) {
  last = Math.max(last + 1, Date.now());
  return { id: uuid(), room, thread, quote, body, order: last, failed: null, why: "" };
}

/** All that waits, in order. */
export async function waiting() {
  const outgoing = /** @type {Outgoing[]} */ (await all("outbox"));
  return outgoing.sort((a, b) => a.order - b.order);
}

/**
 * Keeps it, and has it sent.
 * @param {Outgoing} outgoing
 */
export async function add(outgoing) {
  await put("outbox", outgoing);
  tell({ type: "added", outgoing });
}

/** @param {Outgoing} outgoing */
export function sending(outgoing) {
  tell({ type: "sending", outgoing });
}

/**
 * It will be tried again by itself.
 * @param {Outgoing} outgoing
 */
export function postpone(outgoing) {
  tell({ type: "waiting", outgoing });
}

/**
 * @param {Outgoing} outgoing
 * @param {Reason} reason
 * @param {string} why
 */
export async function fail(outgoing, reason, why = "") {
  const failed = { ...outgoing, failed: reason, why };
  await put("outbox", failed);
  tell({ type: "failed", outgoing: failed });
}

/**
 * The server has it.
 * @param {string} id
 * @param {{ room: number, number: number, rev: number }} place
 */
export async function accept(id, { room, number, rev }) {
  await remove("outbox", id);
  tell({ type: "accepted", id, room, number, rev });
}

/**
 * Sends it again. An id that was used for another text can only be replaced.
 * @param {Outgoing} outgoing
 */
export async function retry(outgoing) {
  if (outgoing.failed !== "clash") return add({ ...outgoing, failed: null, why: "" });
  await discard(outgoing);
  await add({ ...outgoing, id: uuid(), failed: null, why: "" });
}

/** @param {Outgoing} outgoing */
export async function discard({ id, room }) {
  await remove("outbox", id);
  tell({ type: "discarded", id, room });
}
