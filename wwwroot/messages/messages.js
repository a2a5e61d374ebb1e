import { parse } from "/base/swap.js";
import { backoff } from "/delivery/backoff.js";
import { on, rewind, subscribe } from "/delivery/stream.js";
import { applyToRoom, takeHeader } from "/rooms/room.js";
import { advance, render } from "/rooms/unread.js";
import { actions, editLast } from "/messages/actions.js";
import { batched } from "/messages/batch.js";
import { composer, giveBack } from "/messages/composer.js";
import { decorate } from "/messages/decorate.js";
import { keepEdit } from "/messages/edit.js";
import { isLoading, pageHistory, showAround, showLatest, watchLinks } from "/messages/history.js";
import { news, tell, updatePill } from "/messages/news.js";
import { markRead, resetRead } from "/messages/read.js";
import { farEnd, isAtEnd, onScroll, reveal, steady, toEnd, topmost } from "/messages/scroll.js";
import { isSending, send, sending } from "/messages/send.js";
import { numberOf, place, reachesHead, trim } from "/messages/timeline.js";

/** @import { Change } from "/delivery/cursors.js" */

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const me = document.body.dataset.person;
const room = Number(main.dataset.room);

let head = Number(main.dataset.head);
/** @type {HTMLElement[]} Messages of mine that came while a send of mine had no answer: it may be one of them. */
let held = [];
/** @type {HTMLElement[]} Messages outside of our window that changed while a page of history was on its way. */
let late = [];
/** The messages are of another epoch, and not rendered anew yet. */
let outOfStep = false;

const arrive = batched(receive);

decorate();
open();
pageHistory(() => apply(late.splice(0)));
composer({ send: write, editLast });
sending({ accepted, refused: giveBack, settled: () => apply(held.splice(0)) }).then(decorate);
news(jump);
actions();
subscribe(room, Number(main.dataset.cursor), main.dataset.epoch ?? "", change);
on("resync", resync);
onScroll(seen);
for (const type of ["focus", "visibilitychange"]) addEventListener(type, seen, true);
seen();

/** At the message that was linked to, at the first unread one, or at the end. */
function open() {
  const linked = document.getElementById(`m${main.dataset.highlight || location.hash.slice(2)}`);
  const line = document.getElementById("new");
  linked?.classList.add("highlighted");
  if (linked) reveal(linked, "center");
  else if (line) reveal(line, "start");
  else toEnd();
}

/** @param {Change} change */
function change(change) {
  if (change.kind === "message") arrive(change);
  else applyToRoom(change);
}

/** @param {Change[]} changes */
function receive(changes) {
  const messages = changes.flatMap(({ html }) => [...parse(html).querySelectorAll(".message")]);
  apply(messages.map(message => /** @type {HTMLElement} */ (message)));
}

/** @param {HTMLElement[]} messages */
function apply(messages) {
  if (!messages.length) return;
  const ready = messages.filter(message => !hold(message));
  const fresh = ready.filter(message => numberOf(message) > head);
  const follows = isAtEnd() && reachesHead();
  steady(() => {
    ready.forEach(put);
    trim(farEnd());
    decorate();
  });
  if (follows) toEnd();
  head = Math.max(head, ...ready.map(numberOf));
  advance(room, { head });
  render();
  watchLinks();
  tell(fresh.filter(message => message.dataset.author !== me));
  decorate();
  seen();
}

/** @param {HTMLElement} message */
function hold(message) {
  const mine = message.dataset.author === me && numberOf(message) > head && isSending();
  if (mine) held.push(message);
  return mine;
}

/** @param {HTMLElement} message */
function put(message) {
  if (place(message) === "outside" && isLoading()) late.push(message);
}

/** @param {string} body */
async function write(body) {
  send(body);
  if (!reachesHead()) await jump();
  decorate();
  toEnd();
}

/** @param {HTMLElement} message */
function accepted(message) {
  const arrived = document.querySelector(`[id="${message.id}"]:not(.sent)`);
  if (arrived) message.remove();
  else if (place(message) === "outside") showWhereItStands(message);
  head = Math.max(head, numberOf(message));
  advance(room, { head });
  decorate();
  seen();
}

/**
 * The newest messages could not be had when it was written; now the line is back.
 * @param {HTMLElement} message
 */
function showWhereItStands(message) {
  message.remove();
  jump();
}

/** To the newest messages, which are not in the page. */
async function jump() {
  const fresh = await showLatest();
  if (!fresh) return;
  head = Number(fresh.dataset.head);
  toEnd();
  seen();
  rewind(room, Number(fresh.dataset.cursor), fresh.dataset.epoch ?? "");
}

/**
 * The cursor is of another database: renders the room anew, as soon as the page can be had, and follows from there.
 * @param {{ room?: number }} event
 */
async function resync({ room: meant = room }) {
  if (outOfStep || meant !== room) return;
  outOfStep = true;
  held = [];
  late = [];
  let fresh = await renderAnew();
  for (let attempt = 0; !fresh && isOpen(); attempt++) {
    await new Promise(resolve => setTimeout(resolve, backoff(attempt)));
    fresh = await renderAnew();
  }
  outOfStep = false;
  if (fresh) subscribe(room, Number(fresh.dataset.cursor), fresh.dataset.epoch ?? "", change);
}

/** Whether I may still see the room. */
const isOpen = () => Boolean(main.dataset.room);

/** Where we are reading, if that is still there, and at the end otherwise. What is being typed stays. */
async function renderAnew() {
  const follows = isAtEnd() && reachesHead();
  const number = follows ? NaN : numberOf(topmost());
  const putBack = keepEdit();
  const around = number ? await showAround(number) : null;
  const fresh = around ?? await showLatest();
  if (!fresh) return null;
  takeHeader(fresh);
  putBack();
  head = Number(fresh.dataset.head);
  resetRead(Number(fresh.dataset.read));
  if (!around) toEnd();
  seen();
  return fresh;
}

function seen() {
  updatePill();
  markRead();
}
