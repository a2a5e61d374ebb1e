import { uuid } from "/base/uuid.js";
import { absorb, ask, emit, receive, silentFor, url } from "/delivery/inbox.js";
import { climbed, climbing, elsewhere, mayClimb, step, waits } from "/delivery/ladder.js";
import { recall, remember } from "/delivery/rung.js";
import { poll } from "/delivery/transport-poll.js";
import { openStream } from "/delivery/transport-sse.js";
import { onWake } from "/delivery/wake.js";

/** @import { Happening } from "/delivery/ladder.js" */
/** @import { Outcome, PollAnswer } from "/delivery/transport-poll.js" */

/**
 * What came from the server, for those who listen to us instead of to it.
 * @typedef {{ type: "event", event: any } | { type: "answer", answer: PollAnswer }} Delivered
 */

/** Milliseconds without a byte after which waking up means asking; sooner where polls are far apart. */
const stale = { stream: 20_000, long: 20_000, brief: 20_000, short: 3_000 };
/** A poll that failed sooner than this was refused, not held and cut. */
const cutAfter = 2_000;

const client = uuid();

let ladder = recall(Date.now());
let running = false;
let streaming = false;
let isLost = false;
/** Counts attempts: what an earlier one still has to say is not heard. */
let turn = 0;
/** @type {{ close: () => void } | null} */
let open = null;
let timer = 0;
/** @type {(delivered: Delivered) => void} */
let pass = () => {};

/** @param {(delivered: Delivered) => void} onDelivered */
export function connection(onDelivered) {
  pass = onDelivered;
  addEventListener("offline", () => { if (running) lose(); });
  addEventListener("online", () => { ladder = elsewhere(ladder); });
  onWake(wake);
}

/**
 * Connects, and stays connected until told otherwise.
 * @param {boolean} wasLost whether people have been told that the line is down
 */
export function connect(wasLost = false) {
  running = true;
  isLost = wasLost;
  go();
}

export function disconnect() {
  running = false;
  stop();
}

/** Connects anew if connected: the rooms we follow have changed. */
export function reconnect() {
  if (running) go();
}

/** A message that was acknowledged did not come by the stream: something holds it back. */
export function distrust() {
  if (!running || !streaming) return;
  stop();
  advance({ type: "broken" });
}

/** While the line is down there is nothing to spare: whoever is back tries at once. */
function wake() {
  if (!running || (!isLost && silentFor() <= stale[ladder.rung])) return;
  ladder = step(ladder, { type: "woke" }, Date.now()).ladder;
  go();
}

function go() {
  stop();
  if (ladder.unsure) probe(answer => answered(answer, 0));
  else if (ladder.rung === "stream") stream();
  else hold();
}

function stop() {
  turn++;
  streaming = false;
  clearTimeout(timer);
  open?.close();
  open = null;
}

/** @param {Happening} happening */
function advance(happening) {
  const next = step(ladder, happening, Date.now());
  ladder = next.ladder;
  remember(ladder, Date.now());
  timer = setTimeout(go, next.delay);
}

function stream() {
  open = openStream(url({ client }), { event: take, ready, bye, broken: diagnose });
}

/** @param {any} event */
function take(event) {
  receive(event);
  pass({ type: "event", event });
}

function ready() {
  streaming = true;
  ladder = step(ladder, { type: "ready" }, Date.now()).ladder;
  regain();
  stand();
}

function bye() {
  streaming = false;
  advance({ type: "bye" });
}

/** Tells a stream that is held back from a server that is gone, busy or has signed us out; brings what was missed. */
function diagnose() {
  stop();
  lose();
  probe(() => advance({ type: "broken" }));
}

/** @param {(answer: PollAnswer) => void} onAnswer */
async function probe(onAnswer) {
  const mine = turn;
  const outcome = await ask();
  if (mine !== turn) return;
  if (outcome.kind !== "answer") return refused(outcome, { type: "down" });
  regain();
  onAnswer(outcome.answer);
}

async function hold() {
  const mine = turn;
  if (!isLost) stand();
  const abort = new AbortController();
  open = { close: () => abort.abort() };
  const wait = waits[ladder.rung];
  const asked = Date.now();
  const outcome = await poll(url({ wait, client }), wait, abort.signal);
  if (mine !== turn) return;
  const held = Date.now() - asked;
  if (outcome.kind !== "answer") return refused(outcome, { type: wait > 0 && held > cutAfter ? "cut" : "down" });
  absorb(outcome.answer);
  pass({ type: "answer", answer: outcome.answer });
  regain();
  if (mine === turn) answered(outcome.answer, held);
}

/**
 * @param {PollAnswer} answer
 * @param {number} held milliseconds
 */
function answered(answer, held) {
  advance({ type: "answered", held, empty: answer.events.length === 0, hidden: document.hidden });
  if (mayClimb(ladder, Date.now())) climb();
}

/** Tries whether a stream flows now, while polling goes on. */
function climb() {
  ladder = climbing(ladder, Date.now());
  const trial = openStream("/events?rooms=", { event() {}, ready: flows, bye() {}, broken() {} });

  function flows() {
    trial.close();
    if (!running || ladder.rung === "stream") return;
    ladder = climbed(ladder);
    remember(ladder, Date.now());
    go();
  }
}

/**
 * @param {Exclude<Outcome, { kind: "answer" }>} outcome
 * @param {{ type: "cut" | "down" }} failure what it means that nobody answered
 */
function refused(outcome, failure) {
  if (outcome.kind === "expired") return expire();
  if (outcome.kind === "busy") return advance({ type: "busy", retryAfter: outcome.retryAfter });
  if (failure.type === "down") lose();
  advance(failure);
}

function expire() {
  isLost = true;
  emit("expired");
}

/** By this rung news comes now. */
function stand() {
  emit("rung", { rung: ladder.rung });
}

function lose() {
  if (isLost) return;
  isLost = true;
  emit("lost");
}

function regain() {
  if (!isLost) return;
  isLost = false;
  emit("back");
}
