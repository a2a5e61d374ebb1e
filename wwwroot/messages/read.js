import { post } from "/base/http.js";
import { advance, render } from "/rooms/unread.js";
import { isAtEnd } from "/messages/scroll.js";
import { lastNumber, reachesHead } from "/messages/timeline.js";

/** Milliseconds in which several messages are marked read at once. */
const together = 400;

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const room = Number(main.dataset.room);

let read = Number(main.dataset.read);
let timer = 0;

/** Whether somebody is looking. */
export const isLookedAt = () => !document.hidden && document.hasFocus();

/**
 * In another epoch less may be read.
 * @param {number} number
 */
export const resetRead = number => { read = number; };

/** Marks the room read as far as its end was seen. */
export function markRead() {
  if (!isLookedAt() || !isAtEnd() || !reachesHead() || !(lastNumber() > read)) return;
  timer ||= setTimeout(tell, together);
}

async function tell() {
  timer = 0;
  const before = read;
  const number = lastNumber();
  if (!(number > read)) return;
  read = number;
  advance(room, { head: number, read });
  render();
  const { status } = await post(`/rooms/${room}/read`, { Number: String(number) });
  if (status >= 400 || status === 0) read = before;
}
