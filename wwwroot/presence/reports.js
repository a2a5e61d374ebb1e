import { csrf, post, renewToken } from "/base/http.js";
import { channel } from "/base/tabs.js";
import { uuid } from "/base/uuid.js";
import { isLeading, on } from "/delivery/stream.js";
import { onWake } from "/delivery/wake.js";
import { roomInSight, stateOfPage, watchPage } from "/presence/here.js";

/** @import { State } from "/presence/here.js" */

/**
 * What tabs tell each other. here: how it is with mine, and which room it shows. leaves: mine is closed. asks: how is it with yours?
 * @typedef {{ type: "here", tab: string, state: State, room: string } | { type: "leaves", tab: string } | { type: "asks" }} Word
 */

/** Milliseconds between two reports while nothing changes; the server waits for two of them and half a minute. */
const period = 60_000;
/** A tab that has not been heard for so long is frozen, or was killed. */
const forgetAfter = 150_000;
/** Milliseconds between two looks at the clock. */
const tick = 10_000;

const tab = uuid();
/** Rooms that are named at once: one for each window that one can look into. */
const maxRooms = 8;
/** @type {Map<string, { state: State, room: string, at: number }>} How it is with each tab of this browser. */
const tabs = new Map();
/** @type {string | null} What the other tabs were told last of this one. */
let said = null;
let saidAt = 0;
/** @type {string | null} What the server was told last. */
let reported = null;
let reportedAt = 0;
/** It has just begun to report, and its stream to open. */
let begun = false;
/** Signed out: there is nobody to report. */
let over = false;
/** @type {(word: Word) => void} */
let tell = () => {};

/** Tells the server whether somebody is here: one tab for all of them, and input in any of them counts. */
export function reports() {
  addEventListener("pagehide", leave); // before the channel closes
  tell = channel("presence", hear);
  on("leads", begin);
  on("heads", ({ type }) => { if (type === "hello") greet(); });
  on("back", repeat);
  on("expired", () => { over = true; });
  watchPage(look);
  addEventListener("submit", ({ target }) => {
    if (/** @type {HTMLFormElement} */ (target).getAttribute("action") === "/signout") over = true; // the server sees to the rest
  });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) enter(); });
  onWake(look);
  setInterval(look, tick);
  look();
}

/** From now on this tab reports. */
function begin() {
  begun = true;
  tell({ type: "asks" });
}

/** A stream has opened. It may be another server's than the one that was told, unless this is the first. */
function greet() {
  if (!begun) repeat();
  begun = false;
}

/** The page is shown again after it was kept for the way back. */
function enter() {
  over = false;
  said = null;
  look();
}

/** Tells what has changed, and now and then what has not. */
function look() {
  if (over) return;
  const state = stateOfPage(), room = roomInSight();
  if (`${state} ${room}` !== said || Date.now() - saidAt >= period) say(state, room);
  else if (isLeading()) report();
}

/**
 * @param {State} state
 * @param {string} room
 */
function say(state, room) {
  said = `${state} ${room}`;
  saidAt = Date.now();
  tell({ type: "here", tab, state, room });
}

/** @param {Word} word */
function hear(word) {
  switch (word.type) {
    case "here": tabs.set(word.tab, { state: word.state, room: word.room, at: Date.now() }); break;
    case "leaves": tabs.delete(word.tab); break;
    case "asks": if (!over) say(stateOfPage(), roomInSight()); break;
  }
  if (isLeading() && !over) report();
}

/** The server may have begun anew, or not have heard of us for a while. */
function repeat() {
  reported = null;
  look();
}

function report() {
  const state = stateOfAll(), rooms = roomsOfAll();
  if (`${state} ${rooms}` === reported && Date.now() - reportedAt < period) return;
  reported = `${state} ${rooms}`;
  reportedAt = Date.now();
  send(state, rooms);
}

/** @returns {State} */
function stateOfAll() {
  for (const [other, { at }] of tabs) if (Date.now() - at > forgetAfter) tabs.delete(other);
  return [...tabs.values()].some(({ state }) => state === "active") ? "active" : "idle";
}

/** The rooms that are before somebody's eyes: they need not be told of what is said there. */
const roomsOfAll = () =>
  [...new Set([...tabs.values()].filter(({ state, room }) => state === "active" && room).map(({ room }) => room))].sort().slice(0, maxRooms).join(",");

/**
 * @param {State} state
 * @param {string} rooms
 */
async function send(state, rooms) {
  const { status } = await post("/presence", { Client: tab, State: state, Room: rooms });
  if (status === 401) over = true;
  // Nobody answered, or one has signed in anew in another tab: once more with the next look.
  if (status === 0 || (status === 400 && await renewToken())) reported = null;
}

/** The page is left, or its owner leaves. Nothing but a beacon outlives a page. */
function leave() {
  if (over) return;
  over = true;
  const reports = reported !== null;
  reported = null;
  tell({ type: "leaves", tab });
  if (reports) navigator.sendBeacon("/presence", new URLSearchParams({ Client: tab, State: "gone", __RequestVerificationToken: csrf() }));
}
