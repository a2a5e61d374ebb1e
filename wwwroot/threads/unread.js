import { page } from "/base/http.js";
import { parse, swap } from "/base/swap.js";
import { on } from "/delivery/stream.js";

/** Milliseconds in which several reasons to look lead to one request. */
const together = 200;

let timer = 0;

// Runs in every page: how many of my threads have unread replies stands in the sidebar.
on("you", ({ threads }) => {
  if (threads === undefined) return;
  showCount(threads);
  if (document.getElementById("followed-threads")) timer ||= setTimeout(refreshList, together);
});

/** @param {number} threads */
function showCount(threads) {
  const badge = document.querySelector("#sidebar .count.threads");
  const number = badge?.querySelector(".number");
  if (!badge || !number) return;
  number.textContent = String(threads);
  badge.toggleAttribute("hidden", threads === 0);
}

/** The page that lists them, as it is now. */
async function refreshList() {
  timer = 0;
  const fresh = parse(await page(location.href) ?? "").querySelector("#followed-threads");
  const list = document.getElementById("followed-threads");
  if (fresh && list) await swap(list, fresh.outerHTML, "outerMorph");
}
