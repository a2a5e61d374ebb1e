import { uuid } from "/base/uuid.js";
import { connect, connection, disconnect, distrust, reconnect } from "/delivery/connection.js";
import { absorb, ask, emit, listen, listenFor, own, passed, receive } from "/delivery/inbox.js";
import { onWake } from "/delivery/wake.js";

/** @import { Delivered } from "/delivery/connection.js" */
/** @import { Rung } from "/delivery/ladder.js" */

/**
 * What tabs tell each other. leads: I listen for all. follows: listen for these rooms too. leaves: no longer.
 * alive: I still lead. asks: do you? late: a message of mine did not come by your stream. rung: news comes by this one.
 * @typedef {Delivered
 *   | { type: "leads" | "alive" | "asks" | "late" | "lost" | "back" | "expired" }
 *   | { type: "rung", rung: Rung }
 *   | { type: "follows", tab: string, rooms: [room: number, rev: number][] }
 *   | { type: "leaves", tab: string }} Word
 */

/** Milliseconds between signs of life, after which silence is asked about, and after which it is the end of a lead. */
const sign = 5_000;
const doubt = 7_000;
const end = 12_000;
/** Milliseconds in which the page we came from gives up its lead. */
const handOver = 100;

const { locks } = navigator;
const lock = `events-${document.body.dataset.person}`;
const tab = uuid();
/** @type {Map<string, [room: number, rev: number][]>} What other tabs show. */
const followers = new Map();
/** @type {BroadcastChannel | null} */
let air = null;
let leading = false;
/** @type {"lost" | "back" | "expired"} */
let state = "back";
/** @type {Rung | null} The one that news comes by. */
let rung = null;
let heard = Date.now();
/** @type {() => void} Gives up the lead, or the wait for it. */
let step = () => {};

/**
 * Browsers open six connections to a server on HTTP/1.1, and each tab would take one for itself: so one tab listens
 * for all. Where the browser has no locks (on plain HTTP), each does.
 */
export function join() {
  connection(pass);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", event => { if (event.persisted) enter(); });
  for (const name of /** @type {const} */ (["lost", "back", "expired"])) listen(name, () => remember(name));
  listen("resync", forget);
  listen("rung", word => stand(word.rung));
  enter();
  if (!locks) return;
  onWake(check);
  setInterval(check, sign);
}

function enter() {
  if (!locks) return connect();
  air = new BroadcastChannel(lock);
  air.onmessage = ({ data }) => hear(data);
  heard = Date.now();
  campaign();
}

/** The page is left, perhaps for the browser's cache of pages. */
function leave() {
  tell({ type: "leaves", tab });
  if (leading || !locks) disconnect();
  leading = false;
  step();
  air?.close();
  air = null;
}

/** Takes the lead if nobody has it, and else waits for it. */
function campaign() {
  locks.request(lock, { ifAvailable: true }, free => free ? lead() : queue()).catch(stolen);
}

function queue() {
  setTimeout(() => { if (!leading && air) follow(); }, handOver);
  const waiting = new AbortController();
  step = () => waiting.abort();
  locks.request(lock, { signal: waiting.signal }, lead).catch(stolen);
}

/** Takes the lead from a tab that holds it in its sleep. */
function takeOver() {
  step();
  locks.request(lock, { steal: true }, lead).catch(stolen);
}

/** @returns {Promise<void>} until the lead is given up */
function lead() {
  if (!air) return Promise.resolve();
  leading = true;
  rung = null;
  followers.clear();
  listenFor([]);
  tell({ type: "leads" });
  emit("leads");
  connect(state !== "back");
  return new Promise(resolve => { step = resolve; });
}

/** Another tab took the lead while we slept. That we stopped waiting for it is no news. */
function stolen() {
  if (!leading) return;
  leading = false;
  disconnect();
  heard = Date.now();
  campaign();
}

/** Tells the leader what we show, and asks the server for what came meanwhile. */
function follow() {
  tell({ type: "follows", tab, rooms: own() });
  ask();
}

/** Whether this tab listens for all of them, or for itself. */
export const isLeading = () => leading || !locks;

/** The rooms we show have changed. */
export function refollow() {
  if (leading || !locks) reconnect();
  else if (air) follow();
}

/** A send of ours did not come by the stream in time. */
export function suspect() {
  if (leading || !locks) distrust();
  else tell({ type: "late" });
}

/** @param {Word} word */
function hear(word) {
  if (leading) return hearFollower(word);
  heard = Date.now();
  switch (word.type) {
    case "event": return receive(word.event);
    case "answer": return absorb(word.answer);
    case "leads": return follow();
    case "lost": case "back": case "expired": return emit(word.type);
    case "rung": return emit(word.type, word);
  }
}

/** @param {Word} word */
function hearFollower(word) {
  switch (word.type) {
    case "follows": return welcome(word);
    case "leaves": return dismiss(word.tab);
    case "asks": return tell({ type: "alive" });
    case "late": return distrust();
  }
}

/** @param {{ tab: string, rooms: [room: number, rev: number][] }} follower */
function welcome({ tab, rooms }) {
  const known = new Set([...own(), ...[...followers.values()].flat()].map(([room]) => room));
  followers.set(tab, rooms);
  listenFor([...followers.values()].flat());
  tell({ type: state === "back" ? "alive" : state });
  if (rung) tell({ type: "rung", rung });
  if (rooms.some(([room]) => !known.has(room))) reconnect();
}

/** @param {string} tab */
function dismiss(tab) {
  followers.delete(tab);
  listenFor([...followers.values()].flat());
}

/**
 * What other tabs have is worth nothing either; they tell us anew once they have rendered their pages. It may have been
 * a question of our own that was answered so: they hear of it in any case.
 * @param {{ room?: number }} event
 */
function forget(event) {
  const { room } = event;
  if (leading) tell({ type: "event", event });
  for (const [tab, rooms] of followers) followers.set(tab, rooms.filter(([known]) => room !== undefined && known !== room));
  listenFor([...followers.values()].flat());
}

/** @param {Delivered} delivered */
function pass(delivered) {
  if (!leading) return;
  tell(delivered);
  const events = delivered.type === "event" ? [delivered.event] : delivered.answer.events;
  for (const event of events) if (event.type === "change") passed(event);
}

/** @param {"lost" | "back" | "expired"} name */
function remember(name) {
  state = name;
  if (name !== "back") rung = null;
  if (leading) tell({ type: name });
}

/** @param {Rung} now */
function stand(now) {
  if (leading && now !== rung) tell({ type: "rung", rung: now });
  rung = now;
}

/** A tab that died gave its lead up; one that was frozen holds on to it. */
function check() {
  if (!air) return;
  if (leading) return tell({ type: "alive" });
  const silent = Date.now() - heard;
  if (silent > end) takeOver();
  else if (silent > doubt) tell({ type: "asks" });
}

/** @param {Word} word */
function tell(word) {
  air?.postMessage(word);
}
