import { fragment } from "/base/http.js";
import { parse, swap } from "/base/swap.js";
import { t } from "/base/text.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** @type {Record<string, string>} What Apple's keyboards call them. */
const signs = { "Ctrl": "⌘", "Ctrl K": "⌘ K", "Shift": "⇧" };

/** Shows what the keyboard does over the page one is on. */
export async function openSheet() {
  if (document.querySelector("dialog.sheet")) return;
  const dialog = frame();
  document.body.append(dialog);
  const html = await fragment("/shortcuts", ".shortcuts");
  if (!html) return location.assign("/shortcuts");
  const place = dialog.querySelector("div");
  if (place) await swap(place, html, "innerHTML");
  speakTheirKeys(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

/**
 * Calls the keys what they are called on this machine.
 * @param {ParentNode} root
 */
export function speakTheirKeys(root) {
  if (!isMac) return;
  for (const key of root.querySelectorAll("kbd")) key.textContent = signs[key.textContent ?? ""] ?? key.textContent;
}

function frame() {
  const dialog = /** @type {HTMLDialogElement} */ (parse(
    `<dialog class="sheet" aria-labelledby="sheet-title"><h2 id="sheet-title"></h2><div></div>` +
    `<form method="dialog"><button autofocus></button></form></dialog>`).firstElementChild);
  /** @type {Element} */ (dialog.querySelector("h2")).textContent = t("Keyboard shortcuts");
  /** @type {Element} */ (dialog.querySelector("button")).textContent = t("Close");
  return dialog;
}
