import { complaint, post } from "/base/http.js";
import { t } from "/base/text.js";
import { tell } from "/base/toast.js";
import { expect } from "/delivery/stream.js";

/** Members up to whom everybody pins; as Messages/Pinning. */
const smallRoom = 20;

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const room = Number(main.dataset.room);

/** Milliseconds in which several reasons to count lead to one request. */
const together = 500;
let timer = 0;

/** @param {Element} message */
const isPinned = message => message.classList.contains("pinned");

/** What the menu says of it. */
export const pinWords = (/** @type {Element} */ message) => isPinned(message) ? t("Unpin") : t("Pin");

/**
 * Whoever may speak pins; among many people in a room with a name, those who keep order.
 * @param {Element} message
 */
export function mayPin(message) {
  if (message.classList.contains("deleted") || document.getElementById("voice")?.hidden === false) return false;
  return main.dataset.kind !== "named" || main.dataset.role !== "member" || Number(document.getElementById("member-count")?.textContent) <= smallRoom;
}

/** @param {HTMLElement} message */
export async function pin(message) {
  const on = !isPinned(message);
  const answer = await post(`/rooms/${room}/pins`, { Number: message.id.slice(1), On: String(on) });
  if (answer.status !== 200) return tell(complaint(answer) || t("Not saved. Try again."));
  expect(room, answer.body.rev);
  tell(on ? t("Pinned for everybody here") : t("Unpinned"));
}

/**
 * Counts along as messages change. Of one that is not in the page nobody knows whether it was pinned: the server does.
 * @param {HTMLElement[]} messages as they are now
 * @param {number} head the last message that was known before
 */
export function countPins(messages, head) {
  let count = Number(shown()?.textContent);
  for (const message of messages) {
    const known = document.getElementById(message.id);
    if (known) count += Number(isPinned(message)) - Number(isPinned(known));
    else if (!(Number(message.id.slice(1)) > head) || isPinned(message)) askForPins();
  }
  showPins(count);
}

/** Asks how many there are. */
export function askForPins() {
  timer ||= setTimeout(async () => {
    timer = 0;
    try {
      const response = await fetch(`/rooms/${room}/pins`, { headers: { Accept: "application/json" } });
      if (response.ok) showPins((await response.json()).count);
    } catch { /* the next change asks again */ }
  }, together);
}

const shown = () => document.getElementById("pin-count");

/** @param {number} count */
function showPins(count) {
  const place = shown();
  if (!place || Number.isNaN(count)) return;
  place.textContent = String(count);
  /** @type {HTMLElement} */ (place.parentElement).hidden = count <= 0;
}
