import { copy } from "/base/clipboard.js";
import { t } from "/base/text.js";
import { smallButton } from "/messages/button.js";
import { colour } from "/messages/highlight.js";

/** Milliseconds for which the button says what it did. */
const said = 2_000;

/**
 * Gives a block of code a button that copies it, the keyboard a way to scroll it, and its language's colours once it
 * is in sight.
 * @param {HTMLElement} code
 */
export function copyable(code) {
  code.tabIndex = 0;
  const frame = document.createElement("div");
  frame.className = "code";
  const button = smallButton("copy", t("Copy"), async () => {
    const copied = await copy(code.textContent ?? "");
    button.textContent = copied ? t("Copied") : t("Not copied");
    setTimeout(() => { button.textContent = t("Copy"); }, said);
  });
  code.replaceWith(frame);
  frame.append(code, button);
  colour(code);
}
