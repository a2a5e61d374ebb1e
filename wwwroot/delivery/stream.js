import { banner } from "/delivery/banner.js";
import { indicator } from "/delivery/indicator.js";
import { absorb, follow, follows, has, leave, listen, url } from "/delivery/inbox.js";
import { join, refollow, suspect } from "/delivery/lead.js";
import { poll } from "/delivery/transport-poll.js";

/** @import { Change } from "/delivery/cursors.js" */

export { rewind } from "/delivery/inbox.js";
export { isLeading } from "/delivery/lead.js";

/** Milliseconds in which an acknowledged send of ours must have been streamed. */
const ownSendWithin = 3_000;

/**
 * Follows a room from a cursor on; its changes arrive once each and in order.
 * @param {number} room
 * @param {number} cursor revision the page was rendered at
 * @param {string} epoch of the database the cursor belongs to
 * @param {(change: Change) => void} onChange
 */
export function subscribe(room, cursor, epoch, onChange) {
  follow(room, cursor, epoch, onChange);
  refollow();
}

/** @param {number} room */
export function unsubscribe(room) {
  leave(room);
  refollow();
}

/**
 * What else comes. From the server: `heads` ({ heads, reads } of all my rooms), `bump`, `you`, `gone`, `resync`;
 * signals, which may be lost: `presence`, `typing`, `read`, `name`.
 * Of the connection: `leads` (this tab listens for all from now on), `lost`, `offline` (lost for long), `back`, `expired`, `rung` ({ rung } by which news comes).
 * @param {"heads" | "bump" | "you" | "gone" | "resync" | "presence" | "typing" | "read" | "name" | "leads" | "lost" | "offline" | "back" | "expired" | "rung"} type
 * @param {(event: any) => void} handler
 */
export const on = listen;

/** Begins once every module of the page had its chance to subscribe. */
export function start() {
  banner();
  indicator();
  if (document.readyState === "complete") join();
  else document.addEventListener("DOMContentLoaded", join, { once: true });
}

/**
 * A send of ours was acknowledged: unless it is streamed soon to a page that shows the room, something holds the stream back.
 * @param {number} room
 * @param {number} rev
 */
export function expect(room, rev) {
  if (follows(room)) setTimeout(() => { if (!has(room, rev)) askForOwnSend(room, rev); }, ownSendWithin);
}

/**
 * @param {number} room
 * @param {number} rev
 */
async function askForOwnSend(room, rev) {
  const outcome = await poll(url({ wait: 0 }), 0);
  if (outcome.kind !== "answer") return;
  const late = !has(room, rev);
  absorb(outcome.answer);
  if (late && has(room, rev)) suspect();
}
