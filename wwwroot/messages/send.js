import { alarm } from "/base/announce.js";
import { t } from "/base/text.js";
import { add, compose, discard, onOutbox, retry, waiting } from "/messages/outbox.js";
import { acknowledge, pendingOf, say, sayFailed, showPending } from "/messages/pending.js";

/** @import { News, Outgoing } from "/messages/outbox.js" */

/**
 * @typedef {object} SendHandlers
 * @property {(message: HTMLElement) => void} accepted it has its number now
 * @property {(body: string, why: string) => void} refused the text goes back to its writer
 * @property {() => void} settled a try is over
 */

const room = Number(document.getElementById("main")?.dataset.room);
/** @type {Set<string>} What is on its way to the room, from whichever tab. */
const flying = new Set();
/** @type {Set<string>} What was written in this page. */
const mine = new Set();
/** @type {SendHandlers} */
let handlers;

/**
 * Shows what waits to be sent to this room, from an earlier page or another tab too.
 * @param {SendHandlers} toldTo
 */
export async function sending(toldTo) {
  handlers = toldTo;
  onOutbox(hear);
  for (const outgoing of await waiting()) if (outgoing.room === room) show(outgoing);
}

/** Whether a message of mine may arrive from the stream before its answer does. */
export const isSending = () => flying.size > 0;

/** @param {string} body */
export function send(body) {
  const outgoing = compose(room, body);
  mine.add(outgoing.id);
  show(outgoing);
  add(outgoing);
}

/** @param {News} news */
function hear(news) {
  const { id, room: where } = "outgoing" in news ? news.outgoing : news;
  if (where !== room) return;
  if (news.type === "sending") flying.add(id);
  else if (news.type !== "added") flying.delete(id);
  if (news.type === "accepted") accepted(id, news.number);
  else if (news.type === "discarded") pendingOf(id)?.remove();
  else if (news.type === "failed" && news.outgoing.failed === "refused" && mine.has(id)) giveBack(news.outgoing);
  else show(news.outgoing, news.type === "sending");
  if (news.type !== "added" && news.type !== "sending") handlers.settled();
}

/** @param {Outgoing} outgoing */
function giveBack(outgoing) {
  discard(outgoing);
  handlers.refused(outgoing.body, outgoing.why || t("This message cannot be sent."));
}

/**
 * @param {string} id
 * @param {number} number
 */
function accepted(id, number) {
  const message = pendingOf(id);
  if (!message) return;
  acknowledge(message, number);
  handlers.accepted(message);
}

/**
 * @param {Outgoing} outgoing
 * @param {boolean} [isFlying]
 */
function show(outgoing, isFlying = false) {
  const message = pendingOf(outgoing.id) ?? showPending(outgoing);
  if (outgoing.failed) return showFailed(message, outgoing);
  say(message, isFlying || mine.has(outgoing.id) ? t("Sending") : t("Waiting to send"));
}

/**
 * @param {HTMLElement} message
 * @param {Outgoing} outgoing
 */
function showFailed(message, outgoing) {
  const why = reason(outgoing);
  if (message.dataset.why === why) return; // once more, which is no news
  sayFailed(message, why, { retry: () => retry(outgoing), discard: () => discard(outgoing) });
  alarm(why);
}

/** @param {Outgoing} outgoing */
function reason({ failed, why }) {
  switch (failed) {
    case "offline": return t("Not sent: no connection.");
    case "expired": return t("Sign in to send this. Your text is kept.");
    case "forbidden": return t("Not sent: you can no longer write here.");
    case "muted": case "refused": return why || t("This message cannot be sent.");
    default: return t("Not sent.");
  }
}
