import { on, start, subscribe, unsubscribe } from "/delivery/stream.js";
import { applyToRoom, closeRoom } from "/rooms/room.js";
import { markCurrent, refreshSidebar } from "/rooms/sidebar.js";
import { advance, drop, forget, isListed, listed, readSidebar, render } from "/rooms/unread.js";

/** @import { Change } from "/delivery/cursors.js" */

markCurrent();
readSidebar();
followMembers();

/** The rooms for which the sidebar was last fetched: one that still differs is not fetched for ever. */
let fetchedFor = "";

on("heads", ({ heads, reads }) => {
  for (const [room, head] of Object.entries(heads)) advance(Number(room), { head, read: reads[room] });
  render();
  const rooms = Object.keys(heads).map(Number).sort((a, b) => a - b).join();
  if (rooms === listed().sort((a, b) => a - b).join() || rooms === fetchedFor) return;
  fetchedFor = rooms;
  refreshSidebar();
});

on("bump", ({ room, head }) => {
  advance(room, { head });
  if (isListed(room)) render();
  else refreshSidebar();
});

on("you", ({ room, read }) => {
  if (room === undefined) return refreshSidebar();
  advance(room, { read });
  render();
});

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

/** On the page of a room's members; the room page itself is followed by its messages. */
function followMembers() {
  const list = document.getElementById("members");
  if (list?.dataset.cursor) subscribe(membersOf(), Number(list.dataset.cursor), list.dataset.epoch ?? "", change);
}

/** @param {Change} change */
function change(change) {
  applyToRoom(change);
  if (change.kind !== "message") return;
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
