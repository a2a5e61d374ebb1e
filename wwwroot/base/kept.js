import { badge } from "/base/badge.js";
import { forgetPages } from "/base/worker.js";

const key = "person";
const me = document.body.dataset.person ?? "";

let arrived = false;

/** Whether somebody else was here before this page, or nobody: I have signed in. */
export const hasArrived = () => arrived;

/**
 * Browsers keep pages whole for the way back. Ours forbid it, which some overlook on plain HTTP: then what one had open
 * is not for whoever sits here after one has signed out.
 */
export function kept() {
  if (document.body.dataset.away) return; // the worker shows it to whoever is here
  arrived = !isStillMe();
  note(me);
  if (me) forgetPages(me);
  // Not the next page's to say: one may go back before its scripts run.
  addEventListener("submit", ({ target }) => {
    if (/** @type {HTMLFormElement} */ (target).getAttribute("action") === "/signout") leave();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || isStillMe()) return;
    document.body.replaceChildren();
    location.reload();
  });
}

function leave() {
  note("");
  badge(0);
  forgetPages();
}

/**
 * Who was here last, in any tab: nobody, once one has signed out.
 * @param {string} who
 */
function note(who) {
  try {
    localStorage.setItem(key, who);
  } catch { /* storage may be blocked */ }
}

function isStillMe() {
  try {
    return localStorage.getItem(key) === me;
  } catch {
    return false;
  }
}
