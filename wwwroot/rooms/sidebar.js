import { fragment } from "/base/http.js";
import { swap } from "/base/swap.js";
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
    if (!html || !sidebar) return;
    await swap(sidebar, html, "outerMorph");
    markCurrent();
    readSidebar();
  }, together);
}

/** The fetched list does not know which page it stands beside. */
export function markCurrent() {
  const room = document.querySelector("main[data-room]")?.getAttribute("data-room");
  for (const link of document.querySelectorAll("#sidebar .room-link")) {
    if (link.getAttribute("data-room") === room) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}
