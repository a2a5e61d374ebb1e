import { fragment } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { react } from "/reactions/chips.js";

/** Milliseconds of pointing after which names are asked for. */
const rest = 350;
/** Milliseconds after which a press is a long one. */
const long = 500;

let timer = 0;
/** @type {HTMLElement | null} The chip whose names are shown. */
let named = null;

/** Names of those who reacted: at a chip that is pointed at or holds the focus, and for all after a long press. */
export function names() {
  document.addEventListener("pointerover", event => { if (event.pointerType === "mouse") consider(event.target); }, { passive: true });
  document.addEventListener("focusin", ({ target }) => { if (target instanceof Element && target.matches(":focus-visible")) consider(target); }, { passive: true });
  document.addEventListener("focusout", hide, { passive: true });
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", press, { passive: true });
  for (const type of /** @type {const} */ (["pointerup", "pointercancel", "pointermove"])) document.addEventListener(type, release, { passive: true });
  document.addEventListener("contextmenu", event => { if (chipOf(event.target)) event.preventDefault(); });
}

/** @param {EventTarget | null} target */
const chipOf = target => target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(".message .chip[name]")) : null;

/** @param {EventTarget | null} target */
function consider(target) {
  const chip = chipOf(target);
  if (chip === named) return;
  hide();
  named = chip;
  if (chip) timer = setTimeout(() => tell(chip), rest);
}

function hide() {
  clearTimeout(timer);
  document.querySelector(".reactions .tip")?.remove();
  named?.removeAttribute("aria-describedby");
  named = null;
}

/** @param {HTMLElement} chip */
async function tell(chip) {
  const form = chip.closest("form");
  const html = await fragment(form?.getAttribute("action") ?? "", ".who-reacted");
  const line = [...parse(html ?? "").querySelectorAll("[data-emoji]")].find(line => line.getAttribute("data-emoji") === chip.getAttribute("value"));
  if (named !== chip || !chip.isConnected || !form || !line) return;
  const tip = document.createElement("span");
  tip.className = "tip";
  tip.id = "who-tip";
  tip.setAttribute("role", "tooltip");
  tip.textContent = line.querySelector(".names")?.textContent?.trim() ?? "";
  form.append(tip);
  tip.style.setProperty("--left", `${Math.max(0, Math.min(chip.offsetLeft, form.clientWidth - tip.offsetWidth))}px`);
  tip.style.setProperty("--top", `${chip.offsetTop - tip.offsetHeight}px`);
  chip.setAttribute("aria-describedby", tip.id);
}

/** @param {PointerEvent} event */
function press({ target, pointerType }) {
  const chip = chipOf(target);
  if (!chip || pointerType === "mouse") return;
  timer = setTimeout(() => {
    // What the finger does when it is lifted is no click any more.
    addEventListener("click", event => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
    showWho(chip.closest("form")?.getAttribute("action") ?? "");
  }, long);
}

/** @param {PointerEvent} event */
function release({ pointerType, type, movementX, movementY }) {
  if (pointerType === "mouse" || (type === "pointermove" && Math.hypot(movementX, movementY) < 4)) return;
  clearTimeout(timer);
}

/**
 * Everybody who reacted, with what, over the page one is on.
 * @param {string} address
 */
export async function showWho(address) {
  const html = await fragment(address, ".who-reacted");
  if (!html) return location.assign(address);
  const dialog = /** @type {HTMLDialogElement} */ (parse(
    `<dialog class="who" aria-labelledby="who-title"><h2 id="who-title"></h2><div></div><form method="dialog"><button></button></form></dialog>`).firstElementChild);
  /** @type {Element} */ (dialog.querySelector("h2")).textContent = t("Reactions");
  /** @type {Element} */ (dialog.querySelector("button")).textContent = t("Close");
  dialog.querySelector("div")?.append(parse(html));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("submit", event => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.method === "dialog") return;
    event.preventDefault();
    const fields = new FormData(form);
    react(address, String(fields.get("Emoji")), fields.get("Remove") !== "true");
    dialog.close();
  });
  dialog.showModal();
}
