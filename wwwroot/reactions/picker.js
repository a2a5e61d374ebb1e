import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { styleByScript, withStyles } from "/reactions/allowed.js";
import { recent, remember } from "/reactions/recent.js";
import { words } from "/reactions/words.js";

/** Pixels between the picker and what it is for. */
const gap = 6;

/** @type {Promise<any> | undefined} */
let loading;
/** Our row of recent ones stands above, so the picker's own row below would be the same again. */
const withoutFavourites = new CSSStyleSheet();
withoutFavourites.replaceSync(".favorites { display: none; }");

/**
 * Lets one emoji be chosen.
 * @param {Element} anchor what it is for; on a wide screen it opens there
 * @returns {Promise<string | null>}
 */
export function pick(anchor) {
  const dialog = frame();
  document.body.append(dialog);
  const chosen = new Promise(resolve => dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue) remember(dialog.returnValue);
    resolve(dialog.returnValue || null);
  }));
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
    else if (target instanceof HTMLButtonElement && target.closest(".recent")) dialog.close(target.value);
  });
  dialog.showModal();
  stand(dialog, anchor);
  fill(dialog);
  return /** @type {Promise<string | null>} */ (chosen);
}

function frame() {
  const dialog = /** @type {HTMLDialogElement} */ (parse(
    `<dialog class="picker" aria-labelledby="picker-title"><header><h2 id="picker-title"></h2><form method="dialog"><button class="quiet" value=""></button></form></header>` +
    `<div class="recent" role="group"></div><div class="all" aria-busy="true"></div></dialog>`).firstElementChild);
  write(dialog, "h2", t("React"));
  write(dialog, "button", t("Close"));
  const row = /** @type {Element} */ (dialog.querySelector(".recent"));
  row.setAttribute("aria-label", t("Recently used"));
  row.append(...recent().map(emoji => {
    const button = document.createElement("button");
    [button.type, button.value, button.textContent] = ["button", emoji, emoji];
    return button;
  }));
  return dialog;
}

/**
 * @param {Element} dialog
 * @param {string} place
 * @param {string} text
 */
function write(dialog, place, text) {
  /** @type {Element} */ (dialog.querySelector(place)).textContent = text;
}

/**
 * Above what it is for, or below where there is no room; the style sheet makes it a sheet on a narrow screen.
 * @param {HTMLElement} dialog
 * @param {Element} anchor
 */
function stand(dialog, anchor) {
  const place = (anchor.querySelector(":scope > .body") ?? anchor).getBoundingClientRect();
  const { width, height } = dialog.getBoundingClientRect();
  const above = place.top - height - gap;
  const top = above >= gap ? above : Math.min(place.bottom + gap, innerHeight - height - gap);
  dialog.style.setProperty("--top", `${Math.max(gap, top)}px`);
  dialog.style.setProperty("--left", `${Math.max(gap, Math.min(place.left, innerWidth - width - gap))}px`);
}

/** @param {HTMLDialogElement} dialog */
async function fill(dialog) {
  const place = /** @type {HTMLElement} */ (dialog.querySelector(".all"));
  const Picker = await (loading ??= load());
  if (!Picker) {
    loading = undefined;
    place.textContent = t("The emoji could not be loaded.");
    return;
  }
  const language = document.documentElement.lang === "ko" ? "ko" : "en";
  const picker = withStyles(() => new Picker({ locale: language, dataSource: `/vendor/emoji-data/${language}.json`, i18n: words() }));
  picker.shadowRoot.adoptedStyleSheets = [withoutFavourites];
  picker.addEventListener("emoji-click", (/** @type {CustomEvent} */ { detail }) => dialog.close(detail.unicode));
  place.removeAttribute("aria-busy");
  place.replaceChildren(picker);
}

async function load() {
  try {
    const { default: Picker } = await import("/vendor/emoji-picker-element/picker.js");
    styleByScript();
    return Picker;
  } catch {
    return null;
  }
}
