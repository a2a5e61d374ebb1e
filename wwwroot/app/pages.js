import { badge } from "/base/badge.js";
import { forgetPages, keptPages, pagesOf } from "/base/worker.js";
import { offlinePage } from "/app/shell.js";

/** Milliseconds in which the network answers, or a page that is kept is shown. */
const patience = 3_000;
/** Rooms whose pages are kept, the last ones that were open. */
const roomsKept = 20;

const rooms = "/rooms";
const sidebarPath = "/sidebar";
const roomPage = /^\/rooms\/\d+$/;
const messagePage = /^(\/rooms\/\d+)\/\d+$/;
const ours = /<body class="signed-in" data-person="(\d+)"/;

/** A proxy speaks for a server that does not. */
const silent = Object.freeze([502, 503, 504]);
/** The page is not theirs to see any more. */
const gone = Object.freeze([401, 403, 404, 410]);

/** Grows when somebody leaves: what was asked for before is not kept after it. */
let era = 0;

/** Nothing of whoever was here stays. */
export async function forget() {
  era++;
  await Promise.all([badge(0), forgetPages()]);
}

/**
 * What the network says, however late, as long as nothing is kept. It is never asked in vain: its answer is kept.
 * @param {any} event
 * @param {string} path
 * @returns {Promise<Response>}
 */
export async function page(event, path) {
  const isKept = !new URL(event.request.url).search && (path === rooms || roomPage.test(path));
  const network = fetch(event.request);
  if (isKept) event.waitUntil(keepAnswer(network, path));
  const kept = await find(path.match(messagePage)?.[1] ?? path);
  if (kept) return first(network, kept);
  try {
    return await network;
  } catch {
    return offlinePage(await language());
  }
}

/**
 * @param {any} event
 * @returns {Promise<Response>}
 */
export async function sidebar(event) {
  const network = fetch(event.request);
  event.waitUntil(keepAnswer(network, sidebarPath));
  const kept = await find(sidebarPath);
  return kept ? first(network, kept) : network;
}

/**
 * @param {Promise<Response>} network
 * @param {Response} kept
 */
async function first(network, kept) {
  const late = new Promise(resolve => { setTimeout(resolve, patience); });
  const answer = await Promise.race([network.catch(() => null), late]);
  return answer && !silent.includes(answer.status) ? answer : kept;
}

/** @param {string} path */
const find = async path => (await keptPages())?.match(path);

/** Of who was here last. */
async function language() {
  const cache = await keptPages();
  const [any] = await cache?.keys() ?? [];
  const html = any ? await (await cache?.match(any))?.text() : "";
  return html?.match(/<html lang="(\w+)"/)?.[1] ?? navigator.language;
}

/**
 * @param {Promise<Response>} network
 * @param {string} path
 */
async function keepAnswer(network, path) {
  const begun = era;
  const answer = await network.then(response => response.clone(), () => null);
  if (answer && gone.includes(answer.status)) await (await keptPages())?.delete(path);
  if (answer?.status !== 200) return;
  const html = await answer.text();
  const cache = path === sidebarPath ? await keptPages() : await cacheOf(html.match(ours)?.[1]);
  if (!cache || begun !== era) return;
  await cache.delete(path);
  await cache.put(path, new Response(marked(html), { headers: headersOf(answer) }));
  await trim(cache);
}

/** @param {string | undefined} person none on a page that is not ours, as of a network that asks to sign in to it */
async function cacheOf(person) {
  if (!person) return null;
  await forgetPages(person);
  return caches.open(pagesOf(person));
}

/**
 * The page shall know that it was kept, and when.
 * @param {string} html
 */
const marked = html => html.replace('<body class="signed-in"', `<body class="signed-in" data-kept="${new Date().toISOString()}"`);

/** @param {Response} answer */
function headersOf({ headers }) {
  const kept = new Headers(headers);
  for (const name of ["Content-Encoding", "Content-Length"]) kept.delete(name);
  return kept;
}

/** @param {Cache} cache */
async function trim(cache) {
  const kept = (await cache.keys()).filter(({ url }) => roomPage.test(new URL(url).pathname));
  await Promise.all(kept.slice(0, -roomsKept).map(request => cache.delete(request)));
}
