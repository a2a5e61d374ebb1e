import { t } from "/base/text.js";
import { on } from "/delivery/stream.js";
import { onDecorate } from "/messages/decorate.js";

const room = Number(document.getElementById("main")?.dataset.room);

/** @type {Map<number, number>} The threads I follow here, and how many replies of each I have read. */
const marks = new Map();
let asked = false;

/** Writes at the lines that lead to threads how many replies are new to me. */
export function lines() {
  on("you", event => {
    if (event.room !== room || !event.thread) return;
    if (event.replies === undefined) marks.delete(event.thread);
    else marks.set(event.thread, event.replies);
    writeAll();
  });
  on("resync", () => { asked = false; marks.clear(); });
  onDecorate(write);
}

function writeAll() {
  for (const list of document.querySelectorAll(".messages")) write(/** @type {HTMLElement} */ (list));
}

/** @param {HTMLElement} list */
function write(list) {
  const found = /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll(".thread-line"));
  if (found.length > 0) ask();
  for (const line of found) writeLine(line, unread(line));
}

/** @param {HTMLAnchorElement} line */
function unread({ pathname, dataset }) {
  const read = marks.get(Number(pathname.split("/").at(-2)));
  return read === undefined ? 0 : Math.max(0, Number(dataset.replies) - read);
}

/**
 * @param {HTMLAnchorElement} line
 * @param {number} count
 */
function writeLine(line, count) {
  const badge = line.querySelector(".count") ?? document.createElement("span");
  if (count === 0) return badge.remove();
  badge.className = "count";
  const words = t("{0} new", count);
  if (badge.textContent !== words) badge.textContent = words;
  if (!badge.parentElement) line.append(badge);
}

/** Once for the page; what moves since comes by itself. */
async function ask() {
  if (asked) return;
  asked = true;
  try {
    const response = await fetch(`/rooms/${room}/threads`, { headers: { Accept: "application/json" } });
    const { threads } = response.ok ? await response.json() : { threads: {} };
    for (const [thread, read] of Object.entries(threads)) if (!marks.has(Number(thread))) marks.set(Number(thread), Number(read));
    writeAll();
  } catch {
    asked = false; // offline: with the next change
  }
}
