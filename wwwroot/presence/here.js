/** Milliseconds without input after which nobody is thought to be at a page. */
const rest = 5 * 60_000;

/** What shows that somebody is at the page. */
const signs = /** @type {const} */ (["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]);

/** @typedef {"active" | "idle"} State */

let touched = Date.now(); // whoever opens a page is there

/** @returns {State} of this page */
export const stateOfPage = () => !document.hidden && Date.now() - touched < rest ? "active" : "idle";

/** The room that the page shows while it is in sight; empty for other pages. */
export const roomInSight = () =>
  document.hidden ? "" : /** @type {HTMLElement | null} */ (document.querySelector("main.conversation[data-room]"))?.dataset.room ?? "";

/**
 * Calls back when the page is touched, comes into sight or goes out of it.
 * @param {() => void} onChange
 */
export function watchPage(onChange) {
  for (const sign of signs) {
    addEventListener(sign, event => { if (isByHand(event)) touch(); }, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) onChange();
    else touch();
  });

  function touch() {
    touched = Date.now();
    onChange();
  }
}

/**
 * A page that moves under a pointer that rests makes events, too.
 * @param {Event} event
 */
const isByHand = event => event.isTrusted && !(event.type === "pointermove" && event instanceof MouseEvent && !event.movementX && !event.movementY);
