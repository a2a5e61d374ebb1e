import { copy } from "/base/clipboard.js";
import { t } from "/base/text.js";
import { smallButton } from "/messages/button.js";

/** Milliseconds for which the button says what it did. */
const said = 2_000;

/** Loaded where there is code of some language; without a line to the server it stays plain, which is how it was written. */
const colouring = () => import("/messages/highlight.js").catch(() => null);

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
  if (code.firstElementChild?.className.includes("language-")) colouring().then(part => part?.colour(code));
}
