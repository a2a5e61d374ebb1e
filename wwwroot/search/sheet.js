import { fragment } from "/base/http.js";
import { parse, swap } from "/base/swap.js";
import { t } from "/base/text.js";
import { speakTheirKeys } from "/search/signs.js";

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

function frame() {
  const dialog = /** @type {HTMLDialogElement} */ (parse(
    `<dialog class="sheet" aria-labelledby="sheet-title"><h2 id="sheet-title"></h2><div></div>` +
    `<form method="dialog"><button autofocus></button></form></dialog>`).firstElementChild);
  /** @type {Element} */ (dialog.querySelector("h2")).textContent = t("Keyboard shortcuts");
  /** @type {Element} */ (dialog.querySelector("button")).textContent = t("Close");
  return dialog;
}
