import { announce } from "/base/announce.js";
import { copy } from "/base/clipboard.js";
import { t } from "/base/text.js";
import { smallButton } from "/messages/button.js";
import { edit } from "/messages/edit.js";
import { askToRemove } from "/messages/remove.js";

const list = /** @type {HTMLElement} */ (document.getElementById("messages"));
const me = document.body.dataset.person;
const bar = toolbar();

/** One toolbar for all messages: it stands at the one that is pointed at or holds the focus. */
export function actions() {
  list.addEventListener("pointerover", show, { passive: true });
  list.addEventListener("focusin", show, { passive: true });
  list.addEventListener("pointerleave", hide, { passive: true });
  document.addEventListener("pointerdown", ({ target }) => { if (target instanceof Node && !list.contains(target)) bar.remove(); }, { passive: true });
}

/** The last message of mine that can still be edited. */
export function editLast() {
  const mine = [...list.querySelectorAll(`.message[id][data-author="${me}"]:not(.deleted)`)];
  const last = mine.at(-1);
  if (last) edit(/** @type {HTMLElement} */ (last));
}

/** @param {Event} event */
function show({ target }) {
  const message = target instanceof Element ? target.closest(".message") : null;
  if (!message || message.contains(bar)) return;
  if (!message.id || message.querySelector("form.edit")) return bar.remove();
  const isMine = message.getAttribute("data-author") === me && !message.classList.contains("deleted");
  for (const button of bar.querySelectorAll(".own")) /** @type {HTMLElement} */ (button).hidden = !isMine;
  message.querySelector("header")?.after(bar);
}

/** @param {PointerEvent} event */
function hide({ pointerType }) {
  if (pointerType === "mouse" && !bar.contains(document.activeElement)) bar.remove();
}

function toolbar() {
  const bar = document.createElement("div");
  bar.className = "actions";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", t("Message actions"));
  bar.append(
    button("copy-link", t("Copy link"), copyLink),
    button("edit-message own", t("Edit"), edit),
    button("delete-message own", t("Delete"), askToRemove));
  return bar;
}

/**
 * @param {string} name
 * @param {string} words
 * @param {(message: HTMLElement) => void} act
 */
function button(name, words, act) {
  const button = smallButton(name, "", () => {
    const message = bar.closest(".message");
    if (message) act(/** @type {HTMLElement} */ (message));
  });
  button.title = words;
  button.setAttribute("aria-label", words);
  return button;
}

/** @param {HTMLElement} message */
async function copyLink(message) {
  const link = /** @type {HTMLAnchorElement | null} */ (message.querySelector("a.at"));
  const copied = link !== null && await copy(link.href);
  announce(copied ? t("Link copied") : t("Not copied"));
  const button = bar.querySelector(".copy-link");
  button?.classList.toggle("done", copied);
  setTimeout(() => button?.classList.remove("done"), 1_500);
}
