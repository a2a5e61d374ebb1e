import { announce } from "/base/announce.js";

/** Milliseconds for which a line that asks for nothing stays. */
const glance = 2_500;

/**
 * Says in passing what was done, to eyes and to screen readers.
 * @param {string} words
 */
export function tell(words) {
  document.querySelector(".toast.passing")?.remove();
  const toast = document.createElement("div");
  toast.className = "toast passing";
  toast.setAttribute("aria-hidden", "true");
  toast.textContent = words;
  document.body.append(toast);
  announce(words);
  setTimeout(() => toast.remove(), glance);
}
