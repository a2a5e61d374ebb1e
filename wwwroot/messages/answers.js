import { t } from "/base/text.js";
import { addAction } from "/messages/actions.js";
import { composerOf } from "/messages/composer.js";
import { quoteOf } from "/messages/quote.js";

/** Lets messages be answered with a quote: by the button in their toolbar, or with "r" on one that has the focus. */
export function answers() {
  addAction({ name: "reply-to", words: t("Reply"), act: answer, isFor: canBeAnswered, where: "bar" });
  document.addEventListener("keydown", event => {
    const message = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest(".message[id]")) : null;
    if (event.key !== "r" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event) || !message || !canBeAnswered(message)) return;
    event.preventDefault();
    answer(message);
  });
}

/** @param {KeyboardEvent} event */
const isWriting = ({ target, isComposing }) => isComposing || (target instanceof Element && target.matches("input, textarea, select, [contenteditable]"));

/** @param {HTMLElement} message */
function answer(message) {
  composerOf(message)?.answer(quoteOf(message));
}

/** @param {Element} message */
function canBeAnswered(message) {
  return !message.classList.contains("deleted") && Boolean(message.closest(".conversation")?.querySelector(".composer:not([hidden])"));
}
