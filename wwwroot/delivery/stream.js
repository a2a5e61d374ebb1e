import { banner } from "/delivery/banner.js";
import { connect, reconnect } from "/delivery/connection.js";
import { follow, leave, listen } from "/delivery/inbox.js";

/** @import { Change } from "/delivery/cursors.js" */

export { expect } from "/delivery/connection.js";
export { rewind } from "/delivery/inbox.js";

/**
 * Follows a room from a cursor on; its changes arrive once each and in order.
 * @param {number} room
 * @param {number} cursor revision the page was rendered at
 * @param {string} epoch of the database the cursor belongs to
 * @param {(change: Change) => void} onChange
 */
export function subscribe(room, cursor, epoch, onChange) {
  follow(room, cursor, epoch, onChange);
  reconnect();
}

/** @param {number} room */
export function unsubscribe(room) {
  leave(room);
  reconnect();
}

/**
 * What else comes. From the server: `heads` ({ heads, reads } of all my rooms), `bump`, `you`, `gone`, `resync`.
 * Of the connection: `lost`, `back`, `expired`.
 * @param {"heads" | "bump" | "you" | "gone" | "resync" | "lost" | "back" | "expired"} type
 * @param {(event: any) => void} handler
 */
export const on = listen;

/** Begins once every module of the page had its chance to subscribe. */
export function start() {
  banner();
  if (document.readyState === "complete") connect();
  else document.addEventListener("DOMContentLoaded", connect, { once: true });
}
