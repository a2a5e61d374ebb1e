import { complaint, post, renewToken } from "/base/http.js";
import { inTurn } from "/base/tabs.js";
import { sendLater } from "/base/worker.js";
import { expect, on } from "/delivery/stream.js";
import { backoff } from "/delivery/backoff.js";
import { addressOf, fieldsOf, isBusy, reasonOf } from "/messages/mail.js";
import { accept, fail, onOutbox, postpone, sending, waiting } from "/messages/outbox.js";

/** @import { Answer } from "/base/http.js" */
/** @import { News, Outgoing } from "/messages/outbox.js" */

/** Milliseconds before a send that nobody answered is tried once more. */
const secondTry = 1_000;

/** @type {Map<number, number>} When a room may be tried again, in milliseconds since 1970. */
const notBefore = new Map();
/** @type {Map<string, number>} Tries of a message that nobody answered. */
const tries = new Map();
/** @type {{ id: string, abort: AbortController } | null} What is on its way from this tab. */
let flying = null;
let asked = false;
/** Signed out: what waits for that is tried again once there is hope. */
let expired = false;
let timer = 0;

// Runs in every page of who is signed in. Sends what waits, room by room in order: one tab at a time, and the next one
// goes on where a tab has died.
onOutbox(hear);
on("you", acknowledge);
on("back", hurry);
for (const type of ["online", "pageshow"]) addEventListener(type, hurry);
drain();

/** @param {News} news */
function hear(news) {
  if (news.type === "added") drain();
  if (news.type === "accepted" && flying?.id === news.id) flying.abort.abort();
}

/**
 * The log has it, whatever became of the answer.
 * @param {{ sent?: string, room: number, number: number, rev: number }} event
 */
function acknowledge({ sent, room, number, rev }) {
  if (sent) accept(sent, { room, number, rev });
}

/** There is reason to believe that the server can be reached. */
function hurry() {
  notBefore.clear();
  expired = false;
  drain();
}

function drain() {
  if (asked) return;
  asked = true;
  clearTimeout(timer);
  inTurn("outbox", async () => {
    asked = false;
    for (let next; (next = await first()); ) await attempt(next);
    rest();
  });
}

/** The first of a room whose first may be sent now. */
async function first() {
  const seen = new Set();
  for (const outgoing of await waiting()) {
    // What one may not say now goes when its writer says so: what is said later does not wait for it.
    if (outgoing.failed === "muted" || seen.has(outgoing.room)) continue;
    seen.add(outgoing.room);
    if (isReady(outgoing)) return outgoing;
  }
  return null;
}

/** @param {Outgoing} outgoing */
function isReady({ room, failed }) {
  if (failed === "expired") return !expired;
  return (failed === null || failed === "offline") && (notBefore.get(room) ?? 0) <= Date.now();
}

/** Until the earliest room may be tried again. */
function rest() {
  const now = Date.now();
  const next = Math.min(...[...notBefore.values()].filter(time => time > now));
  if (next < Infinity) timer = setTimeout(drain, next - now);
}

/** @param {Outgoing} outgoing */
async function attempt(outgoing) {
  flying = { id: outgoing.id, abort: new AbortController() };
  sending(outgoing);
  const answer = await send(outgoing, flying.abort.signal);
  const isKnown = flying.abort.signal.aborted;
  flying = null;
  if (!isKnown) await settle(outgoing, answer);
}

/**
 * A token goes stale when one signs in anew in another tab: then the page takes a new one.
 * @param {Outgoing} outgoing
 * @param {AbortSignal} signal
 */
async function send(outgoing, signal) {
  const again = () => post(addressOf(outgoing), fieldsOf(outgoing), signal);
  const answer = await again();
  return answer.status === 400 && await renewToken() ? again() : answer;
}

/**
 * @param {Outgoing} outgoing
 * @param {Answer} answer
 */
async function settle(outgoing, answer) {
  const { status, retryAfter } = answer;
  if (status === 200 || status === 201) return accepted(outgoing, answer.body);
  if (isBusy(answer)) return later(outgoing, (retryAfter || 1) * 1000);
  const reason = reasonOf(status);
  if (reason === "offline") return unanswered(outgoing);
  expired ||= reason === "expired";
  await fail(outgoing, reason, complaint(answer));
}

/**
 * @param {Outgoing} outgoing
 * @param {{ room: number, number: number, rev: number }} place
 */
async function accepted({ id }, place) {
  tries.delete(id);
  await accept(id, place);
  expect(place.room, place.rev);
}

/**
 * @param {Outgoing} outgoing
 * @param {number} time milliseconds
 */
function later(outgoing, time) {
  notBefore.set(outgoing.room, Date.now() + time);
  postpone(outgoing);
}

/** @param {Outgoing} outgoing */
async function unanswered(outgoing) {
  const tried = tries.get(outgoing.id) ?? 0;
  tries.set(outgoing.id, tried + 1);
  sendLater();
  if (tried === 0) return later(outgoing, secondTry);
  notBefore.set(outgoing.room, Date.now() + secondTry + backoff(tried));
  await fail(outgoing, "offline");
}
