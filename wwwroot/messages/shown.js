import { backoff } from "/delivery/backoff.js";
import { on, rewind, subscribe } from "/delivery/stream.js";
import { applyToRoom } from "/rooms/room.js";
import { threadOf } from "/messages/number.js";

/** @import { Change } from "/delivery/cursors.js" */
/** @import { Conversation } from "/messages/conversation.js" */

/** @type {Map<number | null, Conversation>} What the page shows of its room, by thread; the room itself under null. */
const shown = new Map();
/** @type {((change: Change) => void)[]} */
const listeners = [];

let room = 0;
/** The messages are of another epoch, and not rendered anew yet. */
let outOfStep = false;

/**
 * Shows a room, or one of its threads. The first one of a page follows the room for all of them.
 * @param {Conversation} conversation
 * @param {number | null} thread
 */
export function show(conversation, thread) {
  const { dataset } = conversation.element;
  const isFirst = !room;
  shown.set(thread, conversation);
  room = Number(dataset.room);
  if (isFirst) follow(dataset);
  else rewind(room, Number(dataset.cursor), dataset.epoch ?? "");
}

/** @param {number | null} thread */
export const hide = thread => { shown.delete(thread); };

/**
 * Messages that change, whether the page shows them or not.
 * @param {(change: Change) => void} listener
 */
export const onMessage = listener => { listeners.push(listener); };

/** @param {DOMStringMap} dataset of the conversation as it was rendered */
function follow({ cursor, epoch }) {
  subscribe(room, Number(cursor), epoch ?? "", take);
  on("resync", resync);
  for (const type of ["focus", "visibilitychange"]) addEventListener(type, () => { for (const each of shown.values()) each.seen(); }, true);
}

/** @param {Change} change */
function take(change) {
  if (change.kind !== "message") return applyToRoom(change);
  shown.get(threadOf(change.number ?? 0))?.take(change);
  for (const listener of listeners) listener(change);
}

/**
 * The cursor is of another database: renders all anew, as soon as the pages can be had, and follows from there.
 * @param {{ room?: number }} event
 */
async function resync({ room: meant = room }) {
  if (outOfStep || meant !== room) return;
  outOfStep = true;
  for (const conversation of shown.values()) conversation.forget();
  let [fresh, ...others] = await renderAnew();
  for (let attempt = 0; !fresh && isOpen(); attempt++) {
    await new Promise(resolve => setTimeout(resolve, backoff(attempt)));
    [fresh, ...others] = await renderAnew();
  }
  outOfStep = false;
  if (fresh) subscribe(room, Number(fresh.dataset.cursor), fresh.dataset.epoch ?? "", take);
  for (const other of others) if (other) rewind(room, Number(other.dataset.cursor), other.dataset.epoch ?? "");
}

/** One after the other, the room before its threads. */
async function renderAnew() {
  const rendered = [];
  for (const conversation of shown.values()) rendered.push(await conversation.renderAnew());
  return rendered;
}

/** Whether I may still see the room. */
const isOpen = () => Boolean(document.getElementById("main")?.dataset.room);
