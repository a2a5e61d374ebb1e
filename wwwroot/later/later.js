import { complaint, post } from "/base/http.js";
import { late } from "/base/late.js";
import { t } from "/base/text.js";
import { written } from "/base/time.js";
import { tell } from "/base/toast.js";
import { addAction, isThere } from "/messages/actions.js";
import { takeOut } from "/messages/composer.js";

const room = document.getElementById("main")?.dataset.room ?? "";
const list = document.getElementById("messages");
const asking = late(() => import("/later/dialog.js"));

/** @type {Set<number>} Numbers of the messages that I keep. */
const saved = new Set();

addAction({ name: "save-message", words: message => isSaved(message) ? t("Remove from saved") : t("Save"), act: save, isFor: message => isThere(message) || isSaved(message), where: "menu", order: 30 });
addAction({ name: "remind-of-message", words: t("Remind me"), act: remind, isFor: isThere, where: "menu", order: 31 });
for (const type of ["pointerover", "focusin"]) list?.addEventListener(type, learn, { once: true, passive: true });
document.querySelector("#composer .send-later")?.addEventListener("click", event => {
  event.preventDefault();
  schedule();
});

let asked = false;

/** Which are saved only I may know: it is asked for when the first menu may be opened. */
async function learn() {
  if (asked) return;
  asked = true;
  try {
    const response = await fetch(`/rooms/${room}/saved`, { headers: { Accept: "application/json" } });
    if (response.ok) for (const number of (await response.json()).numbers) saved.add(number);
  } catch { /* then the menu offers to save what is saved, which does no harm */ }
}

/** @param {Element} message */
const numberOf = message => Number(message.id.slice(1));

/** @param {Element} message */
function isSaved(message) {
  return saved.has(numberOf(message));
}

/**
 * The menu offers the opposite at once; a refusal takes that back.
 * @param {HTMLElement} message
 */
async function save(message) {
  const number = numberOf(message);
  const on = !saved.has(number);
  keep(number, on);
  const answer = await post("/saved", { Room: room, Number: String(number), On: String(on) });
  if (answer.status === 204) return tell(on ? t("Saved for you") : t("Removed from saved"));
  keep(number, !on);
  tell(complaint(answer) || t("Not saved. Try again."));
}

/**
 * @param {number} number
 * @param {boolean} on
 */
function keep(number, on) {
  if (on) saved.add(number);
  else saved.delete(number);
}

/** @param {HTMLElement} message */
function remind(message) {
  const address = `/rooms/${room}/${numberOf(message)}/remind`;
  asking(address, ({ askWhen }) => {
    askWhen(address, t("Remind me of this"), ({ body }) => tell(t("You will be reminded: {0}", written(new Date(body.at)))));
  });
}

/** Takes what is in the message box along; given up, it is still there. */
function schedule() {
  const address = `/rooms/${room}/schedule`;
  asking(address, async ({ askWhen }) => {
    const dialog = await askWhen(address, t("Send later"), ({ body }) => {
      takeOut();
      tell(t("It will be sent: {0}", written(new Date(body.at))));
    });
    if (dialog) fill(dialog);
  });
}

/** @param {HTMLDialogElement} dialog */
function fill(dialog) {
  const box = /** @type {HTMLTextAreaElement | null} */ (dialog.querySelector("textarea"));
  if (box) box.value = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("body"))?.value ?? "";
}
