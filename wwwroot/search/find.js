import { announce } from "/base/announce.js";
import { fragment } from "/base/http.js";
import { parse } from "/base/swap.js";
import { localise } from "/base/time.js";
import { remember } from "/search/recent.js";

/** Milliseconds after the last letter; a syllable that is still being composed gets more. */
const pause = 250;
const pauseWhileComposing = 600;

const form = /** @type {HTMLFormElement} */ (document.getElementById("find"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("q"));

let timer = 0;
/** What the results are for: whoever types before this module is there has written something else since. */
let shown = box.defaultValue.trim();

tellZone();
remember(shown);
if (!shown) box.focus();
if (box.value.trim() !== shown) later(pause);

box.addEventListener("input", event => later(/** @type {InputEvent} */ (event).isComposing ? pauseWhileComposing : pause));
box.addEventListener("compositionend", () => later(pause));
form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(timer);
  remember(box.value);
  find();
});
document.addEventListener("click", event => {
  const link = event.target instanceof Element ? event.target.closest("#results a") : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches(".hit > a")) return remember(box.value);
  event.preventDefault();
  if (link.matches(".more")) more(link);
  else change(new URL(link.href).searchParams.get("q") ?? "");
});

/** @param {number} milliseconds */
function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(find, milliseconds);
}

/** @param {string} query */
function change(query) {
  box.value = query;
  box.focus();
  find();
}

/** Shows the results for what stands in the box, unless it has changed again when they come. */
async function find() {
  const query = box.value.trim();
  if (query === shown) return;
  shown = query;
  const address = addressOf(query);
  const html = await fragment(address, "#results");
  if (query !== shown) return;
  if (!html) return location.assign(address); // the page itself says what is wrong
  const fresh = parse(html).querySelector("#results");
  if (fresh) document.getElementById("results")?.replaceWith(fresh);
  history.replaceState(null, "", address);
  tell();
}

/**
 * Adds the next page below.
 * @param {HTMLAnchorElement} link
 */
async function more(link) {
  const html = await fragment(link.href, "#results");
  if (!html) return location.assign(link.href);
  const fresh = parse(html);
  const first = fresh.querySelector(".hit > a");
  const list = document.querySelector("#results .hits");
  const next = [...fresh.querySelectorAll("#results > :is(.more, .meta:not([role]))")];
  if (!list) return document.getElementById("results")?.replaceWith(fresh);
  list.append(...fresh.querySelectorAll(".hit"));
  for (const rest of document.querySelectorAll("#results > :is(.more, .meta:not([role]))")) rest.remove();
  document.getElementById("results")?.append(...next);
  localise(document);
  /** @type {HTMLElement | null} */ (first ?? document.querySelector("#results > .more"))?.focus();
}

function tell() {
  localise(document);
  announce(document.querySelector("#results [role=status], #results .empty p")?.textContent?.trim() ?? "");
}

/** @param {string} query */
function addressOf(query) {
  const parameters = new URLSearchParams({ q: query, zone: zone() });
  return query ? `/search?${parameters}` : "/search";
}

/** The days of a search are days where the reader is, who may not have told. */
function tellZone() {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "zone";
  field.value = zone();
  form.append(field);
}

function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
