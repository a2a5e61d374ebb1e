import { fragment } from "/base/http.js";
import { parse, swap } from "/base/swap.js";
import { holdPlaces } from "/rooms/order.js";
import { takeTitle } from "/rooms/room.js";
import { readSidebar } from "/rooms/unread.js";

/** Milliseconds in which several reasons to look lead to one request. */
const together = 200;

let timer = 0;

/** Fetches my list of rooms anew; the browser's cache answers when its ETag still holds. */
export function refreshSidebar() {
  timer ||= setTimeout(async () => {
    timer = 0;
    const html = await fragment("/sidebar", "#sidebar");
    const sidebar = document.getElementById("sidebar");
    const fresh = parse(html ?? "").querySelector("#sidebar");
    if (!fresh || !sidebar) return;
    holdPlaces(fresh);
    await swap(sidebar, fresh.outerHTML, "outerMorph");
    markCurrent();
    readSidebar();
  }, together);
}

/** The fetched list does not know which page it stands beside; the page may not know what its room is called now. */
export function markCurrent() {
  const room = document.querySelector("main[data-room]")?.getAttribute("data-room");
  for (const link of document.querySelectorAll("#sidebar .room-link")) {
    if (link.getAttribute("data-room") !== room) {
      link.removeAttribute("aria-current");
      continue;
    }
    link.setAttribute("aria-current", "page");
    takeTitle(link.querySelector(".name")?.textContent ?? "");
  }
}
