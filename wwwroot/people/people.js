import { page } from "/base/http.js";
import { swap } from "/base/swap.js";
import { clockIn } from "/base/time.js";
import { on } from "/delivery/stream.js";

/** Milliseconds in which several reasons to look lead to one request. */
const together = 200;

/** Milliseconds after which clocks of other places are looked at again. */
const tick = 5_000;

let timer = 0;

showClocks();
setInterval(showClocks, tick);
document.addEventListener("htmx:after:swap", showClocks);

on("you", ({ room }) => { if (room === undefined) refresh(); });
on("name", refresh);
// What was told meanwhile is not told again.
on("back", refresh);

/** Renders the page anew: somebody has asked, accepted or gone. */
function refresh() {
  timer ||= setTimeout(async () => {
    timer = 0;
    const main = document.getElementById("main");
    const fresh = await mainOf(location.href);
    if (!main || !fresh) return;
    const hadFocus = main.contains(document.activeElement);
    await swap(main, fresh.innerHTML, "innerMorph");
    if (hadFocus && !main.contains(document.activeElement)) focusHeading(main);
  }, together);
}

/**
 * The main part of a page of mine: a captive portal's, or that of whoever has signed in since, is none.
 * @param {string} url
 */
async function mainOf(url) {
  const fresh = new DOMParser().parseFromString(await page(url) ?? "", "text/html");
  return fresh.body.dataset.person === document.body.dataset.person ? fresh.getElementById("main") : null;
}

/**
 * What had the focus is gone, and what took its place is about somebody else.
 * @param {HTMLElement} main
 */
function focusHeading(main) {
  const heading = main.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

function showClocks() {
  for (const clock of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-zone]"))) {
    const now = clockIn(clock.dataset.zone ?? "");
    if (now && clock.textContent !== now) clock.textContent = now;
  }
}
