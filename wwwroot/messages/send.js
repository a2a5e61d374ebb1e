import { alarm } from "/base/announce.js";
import { complaint, post } from "/base/http.js";
import { t } from "/base/text.js";
import { uuid } from "/base/uuid.js";
import { expect, on } from "/delivery/stream.js";
import { acknowledge, say, sayFailed, showPending } from "/messages/pending.js";

/** @import { Answer } from "/base/http.js" */

/** Milliseconds before a send that nobody answered is tried once more by itself. */
const secondTry = 1_000;

/**
 * @typedef {object} Outgoing
 * @property {string} id stays the same on each try, so that the server takes it once
 * @property {string} body
 * @property {HTMLElement} message
 * @property {number} tries
 * @property {boolean} failed
 * @property {boolean} offline it failed for lack of an answer
 */

/**
 * @typedef {object} SendHandlers
 * @property {(message: HTMLElement) => void} accepted it has its number now
 * @property {(body: string, why: string) => void} refused the text goes back to its writer
 * @property {() => void} settled a try is over
 */

/** @type {Outgoing[]} The room's sends in order; only the first is on its way. */
const queue = [];
const url = `/rooms/${document.getElementById("main")?.dataset.room}/messages`;
let isBusy = false;
let timer = 0;
/** @type {SendHandlers} */
let handlers;

/** @param {SendHandlers} toldTo */
export function sending(toldTo) {
  handlers = toldTo;
  on("back", retryAll);
  addEventListener("beforeunload", event => { if (queue.length) event.preventDefault(); });
}

/** Whether a message of mine may arrive from the stream before its answer does. */
export const isSending = () => isBusy;

/** @param {string} body */
export function send(body) {
  queue.push({ id: uuid(), body, message: showPending(body), tries: 0, failed: false, offline: false });
  next();
}

async function next() {
  const first = queue[0];
  if (!first || first.failed || isBusy) return;
  clearTimeout(timer);
  isBusy = true;
  say(first.message, t("Sending"));
  const answer = await post(url, { Body: first.body, ClientId: first.id });
  isBusy = false;
  settle(first, answer);
  handlers.settled();
  next();
}

/**
 * @param {Outgoing} outgoing
 * @param {Answer} answer
 */
function settle(outgoing, answer) {
  const { status } = answer;
  outgoing.offline = status === 0;
  if (status === 200 || status === 201) accept(outgoing, answer.body);
  else if (status === 401) refuseAll(t("Sign in to send this. Your text is kept."));
  else if (status === 400 || status === 413 || status === 422) refuse(outgoing, complaint(answer) || t("This message cannot be sent."));
  else if (status === 429 || (status === 503 && answer.retryAfter)) postpone(outgoing, answer.retryAfter || 1);
  else if (status === 0 && outgoing.tries++ === 0) postpone(outgoing, secondTry / 1000);
  else fail(outgoing, answer);
}

/**
 * @param {Outgoing} outgoing
 * @param {{ room: number, number: number, rev: number }} accepted
 */
function accept(outgoing, { room, number, rev }) {
  queue.shift();
  acknowledge(outgoing.message, number);
  handlers.accepted(outgoing.message);
  expect(room, rev);
}

/**
 * @param {Outgoing} outgoing
 * @param {string} why
 */
function refuse(outgoing, why) {
  remove(outgoing);
  handlers.refused(outgoing.body, why);
}

/** @param {string} why */
function refuseAll(why) {
  const bodies = queue.splice(0).map(outgoing => {
    outgoing.message.remove();
    return outgoing.body;
  });
  handlers.refused(bodies.join("\n"), why);
}

/**
 * @param {Outgoing} outgoing
 * @param {number} seconds
 */
function postpone(outgoing, seconds) {
  outgoing.failed = true;
  say(outgoing.message, t("Waiting to send"));
  timer = setTimeout(() => retry(outgoing), seconds * 1000);
}

/**
 * @param {Outgoing} outgoing
 * @param {Answer} answer
 */
function fail(outgoing, answer) {
  const why = reason(answer);
  outgoing.failed = true;
  // The id was used for another text: only a new one can be taken.
  if (answer.status === 409) outgoing.id = uuid();
  sayFailed(outgoing.message, why, { retry: () => retry(outgoing), discard: () => discard(outgoing) });
  alarm(why);
}

/** @param {Answer} answer */
function reason(answer) {
  if (answer.status === 0) return t("Not sent: no connection.");
  if (answer.status === 403 || answer.status === 404) return t("Not sent: you can no longer write here.");
  return t("Not sent.");
}

/** @param {Outgoing} outgoing */
function retry(outgoing) {
  outgoing.failed = false;
  next();
}

/** The connection is back: what failed for lack of it goes on. */
function retryAll() {
  const first = queue[0];
  if (first?.failed && first.offline) retry(first);
}

/** @param {Outgoing} outgoing */
function discard(outgoing) {
  remove(outgoing);
  next();
}

/** @param {Outgoing} outgoing */
function remove(outgoing) {
  queue.splice(queue.indexOf(outgoing), 1);
  outgoing.message.remove();
}
