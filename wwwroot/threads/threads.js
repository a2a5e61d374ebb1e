import { late } from "/base/late.js";
import { t } from "/base/text.js";
import { addAction } from "/messages/actions.js";
import { threadOf } from "/messages/number.js";
import { numberOf } from "/messages/timeline.js";
import { lines } from "/threads/lines.js";

const room = Number(document.getElementById("main")?.dataset.room);
const pane = late(() => import("/threads/pane.js"));

lines();
addAction({
  name: "open-thread",
  words: t("Reply in a thread"),
  act: message => { open(numberOf(message), 0, message.querySelector("a.at")); },
  isFor: mayHaveThread,
  where: "bar",
});

// Threads open beside their room, and the way forward opens them again.
document.addEventListener("click", event => {
  const link = event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[href]")) : null;
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const place = placeOf(link);
  if (!place) return;
  event.preventDefault();
  open(place.thread, place.at, link);
});
addEventListener("popstate", ({ state }) => { if (state?.thread) open(state.thread, 0, null); });

/**
 * @param {number} thread
 * @param {number} at a reply to open it at, or 0
 * @param {Element | null} from what led to it
 */
function open(thread, at, from) {
  pane(`/rooms/${room}/${thread}/thread${at ? `?at=${at}` : ""}`, ({ openThread }) => { openThread(thread, at, from); });
}

/**
 * The thread of this room that a link leads to, if it does.
 * @param {HTMLAnchorElement} link
 */
function placeOf({ origin, pathname }) {
  const [, rooms, id, number, page] = pathname.split("/");
  if (origin !== location.origin || rooms !== "rooms" || Number(id) !== room) return null;
  if (page === "thread") return { thread: Number(number), at: 0 };
  const thread = page === undefined ? threadOf(Number(number)) : null;
  return thread === null ? null : { thread, at: Number(number) };
}

/** @param {Element} message of the room itself, and either there or talked about already */
function mayHaveThread(message) {
  const isOfRoom = message.closest(".conversation")?.id === "main";
  return isOfRoom && (!message.classList.contains("deleted") || message.querySelector(".thread-line") !== null);
}
