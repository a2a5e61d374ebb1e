import { actFor } from "/base/me.js";
import { errand, keptFor } from "/base/worker.js";
import { sendWaiting, whoIsHere } from "/messages/courier.js";
import { add, compose } from "/messages/outbox.js";

/** @import { About } from "/notifications/push.js" */

const { clients, registration } = /** @type {any} */ (globalThis);

/**
 * A notification was clicked, or answered in place.
 * @param {any} event
 */
export async function click({ notification, action, reply }) {
  notification.close();
  const about = /** @type {About & { navigate?: string }} */ (notification.data ?? {});
  if (action === "reply" && reply?.trim() && about.room) return answer(about, reply);
  await open(addressOf(about.navigate));
}

/**
 * It goes the way of all that is written: it waits until the server has it.
 * @param {About} about
 * @param {string} body
 */
async function answer({ room = 0, thread = null }, body) {
  const person = await whoIsHere().then(here => here?.person, keptFor);
  if (!person) return open(new URL(`/rooms/${room}`, location.origin));
  actFor(person);
  await add(compose({ room, thread }, body, null));
  await sendWaiting().catch(() => registration.sync?.register(errand));
}

/**
 * Within the app, whatever the notification says.
 * @param {string} [address]
 */
function addressOf(address) {
  const url = URL.parse?.(address ?? "/", location.origin) ?? new URL("/", location.origin);
  return url.origin === location.origin ? url : new URL("/", location.origin);
}

/**
 * In a window that is there already, if there is one.
 * @param {URL} url
 */
async function open({ href }) {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const window = windows.find((/** @type {any} */ { url }) => url === href) ?? windows[0];
  if (!window) return clients.openWindow(href);
  await window.focus();
  if (window.url !== href) await window.navigate(href).catch(() => clients.openWindow(href));
}
