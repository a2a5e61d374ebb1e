import { fragment, page } from "/base/http.js";
import { parse } from "/base/swap.js";
import { decorate } from "/messages/decorate.js";
import { farEnd, steady } from "/messages/scroll.js";
import { addPage, showWindow, trim } from "/messages/timeline.js";

/** How near to the view a link to more messages is when they are fetched. */
const ahead = "800px 0px";

const scroller = document.getElementById("timeline");
const list = /** @type {HTMLElement} */ (document.getElementById("messages"));
const loading = new Set();
let settled = () => {};

const nearing = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) load(/** @type {HTMLAnchorElement} */ (target));
}, { root: scroller, rootMargin: ahead });

/** Whether a page is on its way: what changes meanwhile may be newer than it. */
export const isLoading = () => loading.size > 0;

/**
 * Loads older and newer messages as their links come near; a link that failed can be clicked.
 * @param {() => void} onSettled a page has come, or not
 */
export function pageHistory(onSettled) {
  settled = onSettled;
  list.addEventListener("click", event => {
    const link = event.target instanceof Element ? event.target.closest("a.older, a.newer") : null;
    if (!link) return;
    event.preventDefault();
    load(/** @type {HTMLAnchorElement} */ (link));
  });
  watchLinks();
}

/** Looks anew which links are there. */
export function watchLinks() {
  nearing.disconnect();
  for (const link of list.querySelectorAll(":scope > .older, :scope > .newer")) nearing.observe(link);
}

/** @param {HTMLAnchorElement} link */
async function load(link) {
  if (loading.has(link.href)) return;
  loading.add(link.href);
  link.classList.add("loading");
  const html = await fragment(link.href, ".message");
  loading.delete(link.href);
  link.classList.remove("loading");
  if (html !== null && link.isConnected) show(html, link.classList.contains("older") ? "older" : "newer");
  settled();
}

/**
 * @param {string} html
 * @param {"older" | "newer"} direction
 */
function show(html, direction) {
  steady(() => {
    addPage(html, direction);
    trim(farEnd());
    decorate();
  });
  watchLinks();
}

/** Shows the newest messages in place of the window we have. */
export const showLatest = () => showFrom("");

/**
 * Shows the messages around one, if it exists, in place of the window we have.
 * @param {number} number
 */
export const showAround = number => showFrom(`/${number}`);

/**
 * @param {string} where in the room
 * @returns {Promise<HTMLElement | null>} the main part of the page that was fetched, or null if it could not be had
 */
async function showFrom(where) {
  const html = await page(`/rooms/${document.getElementById("main")?.dataset.room}${where}`);
  const fresh = /** @type {HTMLElement | null} */ (html && parse(html).querySelector("#main"));
  const messages = fresh?.querySelector("#messages");
  if (!messages) return null;
  steady(() => {
    showWindow(messages);
    decorate();
  });
  watchLinks();
  return fresh;
}
