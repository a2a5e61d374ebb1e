import { page } from "/base/http.js";
import { localise } from "/base/time.js";
import { on } from "/delivery/stream.js";

/** Milliseconds in which several calls lead to one request. */
const together = 300;

let timer = 0;

// Earlier pages stand still; on the first one what is new appears by itself, and what was read elsewhere is read here.
if (!new URLSearchParams(location.search).has("before")) on("you", () => {
  timer ||= setTimeout(refresh, together);
});

async function refresh() {
  timer = 0;
  const fresh = new DOMParser().parseFromString(await page("/mentions") ?? "", "text/html").getElementById("main");
  const main = document.getElementById("main");
  if (!fresh?.querySelector("#mention-list") || !main || main.contains(document.activeElement)) return;
  main.replaceChildren(...fresh.children);
  localise(main);
}
