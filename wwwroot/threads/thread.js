import { post } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { on, rewind } from "/delivery/stream.js";
import { Conversation } from "/messages/conversation.js";
import { decorate } from "/messages/decorate.js";
import { onMessage } from "/messages/shown.js";

/** The thread that the page shows. @type {HTMLElement | null} */
let open = null;

onMessage(({ number, html }) => { if (open && number === Number(open.dataset.thread)) showRoot(open, html); });
on("you", ({ room, thread, replies }) => {
  if (open && room === Number(open.dataset.room) && thread === Number(open.dataset.thread)) showFollow(open, replies !== undefined);
});

/**
 * A message and what is said about it.
 * @param {HTMLElement} element as Threads/_Thread renders it
 */
export function threadIn(element) {
  open = element;
  const room = Number(element.dataset.room);
  const thread = Number(element.dataset.thread);
  const address = `/rooms/${room}/${thread}/thread`;
  follows(element, address);
  return new Conversation(element, {
    address,
    thread,
    around: number => `${address}?at=${number}`,
    markRead: number => markRead(address, number),
    onHead: () => {},
    onFresh: ({ dataset }) => rewind(room, Number(dataset.cursor), dataset.epoch ?? ""),
    onAnew: fresh => showRoot(element, fresh.querySelector(".root")?.innerHTML ?? ""),
  });
}

/**
 * @param {string} address
 * @param {number} number
 */
async function markRead(address, number) {
  const { status } = await post(`${address}/read`, { Read: String(number) });
  return status > 0 && status < 400;
}

/**
 * @param {HTMLElement} element
 * @param {string} html
 */
function showRoot(element, html) {
  const root = element.querySelector(".root");
  const message = parse(html).querySelector(".message");
  if (!root || !message) return;
  root.replaceChildren(message);
  if (element.closest("aside")) renameRoot(element);
  decorate();
}

/**
 * It stands in the room beside, too.
 * @param {HTMLElement} element
 */
export function renameRoot(element) {
  element.querySelector(".root > .message")?.setAttribute("id", `about-${element.dataset.thread}`);
}

/**
 * @param {HTMLElement} element
 * @param {string} address
 */
function follows(element, address) {
  const form = element.querySelector("form.follow");
  form?.addEventListener("submit", async event => {
    event.preventDefault();
    const follow = wish(form).value === "true";
    const { status } = await post(`${address}/follow`, { On: String(follow) });
    if (status === 204) showFollow(element, follow);
  });
}

/** @param {Element} form */
const wish = form => /** @type {HTMLInputElement} */ (form.querySelector("[name=On]"));

/**
 * @param {HTMLElement} element
 * @param {boolean} follows
 */
function showFollow(element, follows) {
  const form = element.querySelector("form.follow");
  const button = form?.querySelector("button");
  if (!form || !button) return;
  wish(form).value = String(!follows);
  button.textContent = follows ? t("Unfollow") : t("Follow");
  button.title = follows ? t("You are told of new replies. Press to stop that.") : t("Be told of new replies.");
}
