import { parse } from "/base/swap.js";
import { keptPages } from "/base/worker.js";

/** Milliseconds between looks whether the server is back. */
const pause = 5_000;

/** The page where there is no network: goes on by itself, and says what can be read meanwhile. */
/** @type {HTMLAnchorElement} */ (document.getElementById("again")).href = location.href;
addEventListener("online", look);
setInterval(look, pause);
list();

async function look() {
  const isBack = await fetch("/health", { cache: "no-store" }).then(answer => answer.ok, () => false);
  if (isBack) location.reload();
}

async function list() {
  const cache = await keptPages();
  const requests = (await cache?.keys() ?? []).filter(({ url }) => /^\/rooms\/\d+$/.test(new URL(url).pathname));
  const items = await Promise.all(requests.reverse().map(async request => itemOf(new URL(request.url).pathname, await (await cache?.match(request))?.text() ?? "")));
  document.querySelector(".kept-pages")?.replaceChildren(...items);
  document.getElementById("kept-rooms")?.toggleAttribute("hidden", !items.length);
}

/**
 * @param {string} path
 * @param {string} html
 */
function itemOf(path, html) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "button";
  link.href = path;
  link.dir = "auto";
  link.textContent = parse(html).querySelector("#room-name")?.textContent ?? path;
  item.append(link);
  return item;
}
