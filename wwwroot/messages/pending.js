import { t } from "/base/text.js";
import { smallButton } from "/messages/button.js";
import { quoteElement } from "/messages/quote.js";

const me = document.body.dataset.person ?? "";

/** @import { Outgoing } from "/messages/outbox.js" */

/**
 * A message that is on its way, dimmed, at the end.
 * @param {HTMLElement} list
 * @param {Outgoing} outgoing
 */
export function showPending(list, { id, room, quote, body, order }) {
  const message = document.createElement("article");
  message.className = "message pending";
  message.dataset.author = me;
  message.dataset.send = id;
  message.append(written(order), ...quote ? [quoteElement(room, quote)] : [], text(body), state());
  list.append(message);
  return message;
}

/**
 * @param {HTMLElement} list
 * @param {string} id of the send
 * @returns {HTMLElement | null}
 */
export const pendingOf = (list, id) => list.querySelector(`:scope > .pending[data-send="${id}"]`);

/** @param {number} at milliseconds since 1970 */
function written(at) {
  const header = document.createElement("header");
  const time = document.createElement("time");
  time.dateTime = new Date(at).toISOString();
  header.append(time);
  return header;
}

/** @param {string} body */
function text(body) {
  const element = document.createElement("div");
  element.className = "body plain";
  element.dir = "auto";
  element.textContent = body.trim();
  element.classList.toggle("long", body.length > 2_000 || body.split("\n").length > 30);
  return element;
}

function state() {
  const line = document.createElement("p");
  line.className = "state";
  return line;
}

/**
 * @param {HTMLElement} message
 * @param {string} words
 * @param {Node[]} more
 */
export function say(message, words, ...more) {
  message.classList.remove("failed");
  delete message.dataset.why;
  message.querySelector(".state")?.replaceChildren(words, ...more.flatMap(node => [" ", node]));
}

/**
 * Says why a message was not sent, and what can be done.
 * @param {HTMLElement} message
 * @param {string} why
 * @param {{ retry: () => void, discard: () => void }} on
 */
export function sayFailed(message, why, { retry, discard }) {
  say(message, why, smallButton("link", t("Retry"), retry), smallButton("link", t("Discard"), discard));
  message.classList.add("failed");
  message.dataset.why = why;
}

/**
 * The server has it: it takes its number and waits for its rendered self.
 * @param {HTMLElement} message
 * @param {number} number
 */
export function acknowledge(message, number) {
  message.id = `m${number}`;
  message.classList.remove("pending", "failed");
  message.classList.add("sent");
  message.querySelector(".state")?.remove();
}
