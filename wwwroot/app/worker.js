import { errand } from "/base/worker.js";
import { sendWaiting } from "/messages/courier.js";
import { click } from "/notifications/click.js";
import { push, renew, stop } from "/notifications/push.js";
import { forget, page, sidebar } from "/app/pages.js";
import { asset, dropOldShells, fillShell, isAsset } from "/app/shell.js";

/** @import { Words } from "/notifications/push.js" */

/**
 * @typedef {object} Knows what the server tells the worker about itself
 * @property {string} version another one with every file that changes
 * @property {string} name of the app
 * @property {string[]} shell every file that pages are made of
 * @property {Record<string, Words>} words by language
 */

/** Left alone: news, what administrators do, how one comes in, and files. */
const alone = /^\/(events|admin|push|signin|signup|signout|reset|i|health|previews|files|media)(\/|$)/;

const worker = /** @type {any} */ (globalThis);

/**
 * Begins the work. A new version takes over at once, from old pages too: it has what they are made of, and asks the network
 * first for everything else.
 * @param {Knows} knows
 */
export function serve({ version, name, shell, words }) {
  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(fillShell(version, shell).then(() => worker.skipWaiting())));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(dropOldShells().then(() => worker.clients.claim())));
  worker.addEventListener("fetch", answer);
  worker.addEventListener("sync", (/** @type {any} */ event) => { if (event.tag === errand) event.waitUntil(sendWaiting()); });
  worker.addEventListener("push", (/** @type {any} */ event) => event.waitUntil(push(event.data, { name, words })));
  worker.addEventListener("notificationclick", (/** @type {any} */ event) => event.waitUntil(click(event)));
  worker.addEventListener("pushsubscriptionchange", (/** @type {any} */ event) => event.waitUntil(renew()));
}

/** @param {any} event */
function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (isLeaving(request, pathname)) event.waitUntil(forget());
  if (request.method === "POST" && pathname === "/signout") event.waitUntil(stop());
  if (request.method !== "GET") return;
  if (isAsset(pathname)) return event.respondWith(asset(request));
  if (request.mode === "navigate" && !alone.test(pathname)) event.respondWith(page(event, pathname));
  else if (pathname === "/sidebar") event.respondWith(sidebar(event));
}

/**
 * Whoever signs out, or is sent to sign in, is not here any more. It is noticed before the server has answered: that may be
 * out of reach.
 * @param {Request} request
 * @param {string} path
 */
const isLeaving = ({ method, mode }, path) => path === "/signout" ? method === "POST" : path === "/signin" && mode === "navigate";
