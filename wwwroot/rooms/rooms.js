import { late } from "/base/late.js";
import { isReply } from "/delivery/number.js";
import { on, start, subscribe, unsubscribe } from "/delivery/stream.js";
import { names } from "/people/names.js";
import { keepOrder } from "/rooms/order.js";
import { readAll } from "/rooms/readall.js";
import { applyToRoom, closeRoom } from "/rooms/room.js";
import { markCurrent, refreshSidebar } from "/rooms/sidebar.js";
import { advance, drop, forget, isCalledIn, isListed, listed, mention, readSidebar, render, take, takeBack } from "/rooms/unread.js";
import { showVoice } from "/rooms/voice.js";

/** @import { Change } from "/delivery/cursors.js" */

markCurrent();
readSidebar();
keepOrder();
followMembers();
showVoice();
readAll();
names();

const placing = late(() => import("/rooms/placing.js"));

// What one may do to a room in the sidebar shows over the page one is on, instead of on a page of its own.
document.addEventListener("click", event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[data-placing]"));
  if (!link) return;
  event.preventDefault();
  placing(link.href, ({ place }) => { place(link); });
});

/** The rooms for which the sidebar was last fetched: one that still differs is not fetched for ever. */
let fetchedFor = "";

on("heads", ({ heads, reads }) => {
  const marks = Object.entries(heads).map(([room, head]) => ({ room: Number(room), head, read: reads[room] }));
  const moved = marks.filter(({ room, head, read }) => room !== shown() && take(room, { head, read }));
  for (const { room, head, read } of marks) advance(room, { head, read });
  render();
  // In which order they moved only the server knows.
  if (moved.length || isAnotherList(marks.map(({ room }) => room))) refreshSidebar();
});

on("bump", ({ room, head }) => {
  advance(room, { head });
  if (isListed(room)) render();
  else refreshSidebar();
});

on("you", ({ room, read, back, thread, mention: called }) => {
  if (thread) return; // the room itself is as it was
  if (back && room !== undefined) return takeBack(room, read);
  if (back) forget();
  if (room === undefined) return refreshSidebar();
  if (called) mention(room, called);
  else if (isCalledIn(room)) refreshSidebar();
  advance(room, { read });
  if (isListed(room)) render();
  else refreshSidebar();
});

// Chats without a name are called by their people.
on("name", refreshSidebar);

on("gone", ({ room }) => {
  drop(room);
  unsubscribe(room);
  if (room === shown()) closeRoom(room);
  refreshSidebar();
});

on("resync", ({ room }) => {
  if (room !== undefined && room !== shown()) return;
  if (document.getElementById("members")) return location.reload();
  forget();
  refreshSidebar();
});

start();

/** @param {number[]} rooms */
function isAnotherList(rooms) {
  const [theirs, ours] = [rooms, listed()].map(list => list.sort((a, b) => a - b).join());
  if (theirs === ours || theirs === fetchedFor) return false;
  fetchedFor = theirs ?? "";
  return true;
}

/** On the page of a room's members; the room page itself is followed by its messages. */
function followMembers() {
  const list = document.getElementById("members");
  if (list?.dataset.cursor) subscribe(membersOf(), Number(list.dataset.cursor), list.dataset.epoch ?? "", change);
}

/** @param {Change} change */
function change(change) {
  applyToRoom(change);
  if (change.kind !== "message" || isReply(change.number ?? 0)) return;
  advance(change.room, { head: change.number });
  render();
}

function membersOf() {
  return Number(document.getElementById("members")?.dataset.room);
}

/** The room that the page is about, if it is about one. */
function shown() {
  return membersOf() || Number(document.getElementById("main")?.dataset.room);
}
