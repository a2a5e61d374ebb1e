import { post } from "/base/http.js";
import { on, rewind } from "/delivery/stream.js";
import { takeHeader } from "/rooms/room.js";
import { advance, render } from "/rooms/unread.js";
import { answers } from "/messages/answers.js";
import { Conversation } from "/messages/conversation.js";
import { askForPins, countPins } from "/messages/pins.js";
import { jumpsToQuoted } from "/messages/quote.js";
import { show } from "/messages/shown.js";

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const room = Number(main.dataset.room);

answers();
jumpsToQuoted();
const conversation = new Conversation(main, {
  address: `/rooms/${room}`,
  thread: null,
  around: number => `/rooms/${room}/${number}`,
  markRead,
  onHead,
  onFresh,
  onAnew,
  onMessages: countPins,
});
show(conversation, null);
on("you", ({ room: meant, read, back }) => { if (back && meant === room) conversation.keepUnread(read); });

/** @param {number} number */
async function markRead(number) {
  advance(room, { head: number, read: number });
  render();
  const { status } = await post(`/rooms/${room}/read`, { Number: String(number) });
  return status > 0 && status < 400;
}

/** @param {number} head */
function onHead(head) {
  advance(room, { head });
  render();
}

/** @param {HTMLElement} fresh */
function onFresh(fresh) {
  rewind(room, Number(fresh.dataset.cursor), fresh.dataset.epoch ?? "");
}

/** @param {HTMLElement} fresh */
function onAnew(fresh) {
  takeHeader(fresh);
  askForPins();
}
