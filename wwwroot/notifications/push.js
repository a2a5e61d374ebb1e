import { badge } from "/base/badge.js";
import { post } from "/base/http.js";
import { whoIsHere } from "/messages/courier.js";
import { avatar } from "/notifications/avatar.js";
import { subscribe } from "/notifications/subscription.js";

/**
 * @typedef {{ news: string, reply: string, write: string }} Words what the worker says without a page
 * @typedef {{ room?: number, thread?: number | null, number?: number, initials?: string, hue?: number }} About what a notification is about
 *
 * @typedef {object} Shown as Declarative Web Push has it; browsers that know that show it without us
 * @property {string} title
 * @property {string} [body]
 * @property {string} [navigate] the address that it leads to
 * @property {string} [tag] one of a tag stands at a time
 * @property {string} [lang]
 * @property {"auto" | "ltr" | "rtl"} [dir]
 * @property {boolean} [renotify]
 * @property {boolean} [silent]
 * @property {number | string} [app_badge]
 * @property {About} [data]
 */

const { registration, clients } = /** @type {any} */ (globalThis);

/**
 * A push came: something to show, or to take back. Whatever it says, something has to be shown for it.
 * @param {any} data
 * @param {{ name: string, words: Record<string, Words> }} knows
 */
export async function push(data, { name, words }) {
  const { notification, withdraw, app_badge } = read(data);
  const count = Number(notification?.app_badge ?? app_badge ?? NaN);
  if (count >= 0) await badge(count);
  if (Array.isArray(withdraw)) return close(withdraw.map(String));
  const said = isShowable(notification) ? notification : { title: name, body: wordsFor("", words).news, tag: "news" };
  if (!await isBeingRead(said.data)) await show(said, wordsFor(said.lang ?? "", words));
}

/**
 * @param {any} data
 * @returns {{ notification?: any, withdraw?: any, app_badge?: any }}
 */
function read(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {}; // no JSON: it is said that there is something
  }
}

/**
 * @param {any} notification
 * @returns {notification is Shown}
 */
const isShowable = notification => typeof notification?.title === "string" && notification.title !== "";

/**
 * @param {string} lang
 * @param {Record<string, Words>} words
 */
const wordsFor = (lang, words) => words[(lang || navigator.language).slice(0, 2)] ?? words.en;

/** @param {string[]} tags */
async function close(tags) {
  const standing = /** @type {Notification[]} */ (await registration.getNotifications());
  for (const notification of standing) if (tags.includes(notification.tag)) notification.close();
}

/**
 * Somebody looks at that very room or thread now.
 * @param {About} [about]
 */
async function isBeingRead({ room, thread } = {}) {
  if (!room) return false;
  const page = new RegExp(thread ? `^/rooms/${Number(room)}/${Number(thread)}/thread$` : `^/rooms/${Number(room)}(/\\d+)?$`);
  const windows = await clients.matchAll({ type: "window" });
  return windows.some((/** @type {any} */ window) => window.focused && window.visibilityState === "visible" && page.test(new URL(window.url).pathname));
}

/**
 * @param {Shown} shown
 * @param {Words} words
 */
async function show({ title, body = "", navigate, tag = "", lang = "", dir = "auto", renotify, silent, data = {} }, words) {
  const reply = { action: "reply", type: "text", title: words.reply, placeholder: words.write };
  return registration.showNotification(title, {
    body, tag, lang, dir,
    icon: await avatar(data) ?? "/icons/icon-192.png",
    badge: "/icons/monochrome-512.png",
    renotify: Boolean(renotify && tag), // without a tag it would be an error
    silent: Boolean(silent),
    data: { ...data, navigate },
    actions: data.room ? [reply] : [],
  });
}

/** The browser has let the subscription go, or made another. */
export async function renew() {
  const here = await whoIsHere();
  if (!here) return;
  const fields = await subscribe(registration);
  if (fields) await post("/push/subscribe", fields, undefined, here.token);
}

/** Whoever was here has signed out: nothing of theirs is shown on this device any more. */
export async function stop() {
  const subscription = await registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
  for (const notification of await registration.getNotifications()) notification.close();
}
