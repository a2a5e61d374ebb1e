import { t } from "/base/text.js";
import { listen } from "/delivery/inbox.js";

/** @import { Rung } from "/delivery/ladder.js" */

/**
 * How news comes: by which rung of the ladder, or not at all.
 * @typedef {Rung | "connecting" | "offline" | "expired"} State
 */

/** A quiet sign of the state of the connection; a longer sentence for who asks. A long outage is the banner's to tell. */
export function indicator() {
  const sign = document.getElementById("indicator");
  if (!sign) return;
  listen("rung", ({ rung }) => show(sign, rung));
  listen("lost", () => show(sign, "connecting"));
  listen("offline", () => show(sign, "offline"));
  listen("expired", () => show(sign, "expired"));
  show(sign, "connecting");
  sign.hidden = false;
  explainOnRequest(sign);
}

/**
 * @param {HTMLElement} sign
 * @param {State} state
 */
function show(sign, state) {
  if (sign.dataset.state === state) return;
  sign.dataset.state = state;
  const [word, meaning] = words(state);
  write(sign, ".word", word);
  write(sign, ".meaning", meaning);
}

/**
 * @param {State} state
 * @returns {[word: string, meaning: string]}
 */
function words(state) {
  switch (state) {
    case "stream": return [t("Live"), t("News comes at once.")];
    case "long": case "brief": return [t("Live, in steps"), t("News comes at once, though something in this network holds streams back.")];
    case "short": return [t("Every few seconds"), t("Something in this network cuts what stays open, so news is fetched every few seconds.")];
    case "connecting": return [t("Connecting"), t("Looking for the server. You can read this page and write meanwhile.")];
    case "offline": return [t("Offline"), t("No connection. You can read this page and write: it is kept, and sent when the connection is back.")];
    case "expired": return [t("Signed out"), t("You have been signed out. What you typed is kept.")];
  }
}

/**
 * @param {HTMLElement} sign
 * @param {string} part
 * @param {string} text
 */
function write(sign, part, text) {
  /** @type {Element} */ (sign.querySelector(part)).textContent = text;
}

/**
 * Shows the sentence to whoever points at the sign, moves to it by keyboard or taps it.
 * @param {HTMLElement} sign
 */
function explainOnRequest(sign) {
  const meaning = /** @type {HTMLElement} */ (sign.querySelector(".meaning"));
  const open = () => { meaning.hidden = false; };
  const close = () => { meaning.hidden = true; };
  for (const type of ["mouseenter", "focusin", "click"]) sign.addEventListener(type, open);
  sign.addEventListener("mouseleave", () => { if (!sign.contains(document.activeElement)) close(); });
  sign.addEventListener("focusout", close);
  document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  // A tap does not give the focus on every phone, so it cannot take it away either.
  document.addEventListener("click", event => { if (event.target instanceof Node && !sign.contains(event.target)) close(); });
}
