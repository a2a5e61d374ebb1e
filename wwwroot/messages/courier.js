import { complaint, post } from "/base/http.js";
import { actFor } from "/base/me.js";
import { inTurn } from "/base/tabs.js";
import { addressOf, fieldsOf, isBusy, reasonOf } from "/messages/mail.js";
import { accept, fail, sending, waiting } from "/messages/outbox.js";

/** @import { Outgoing } from "/messages/outbox.js" */

/**
 * Who is here, as the server knows them, and their token; null if nobody is.
 * @returns {Promise<{ person: string, token: string } | null>}
 */
export async function whoIsHere() {
  const answer = await fetch("/app/who", { headers: { "Accept": "application/json" }, cache: "no-store" });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(`Nobody says who is here: ${answer.status}`);
  const { person, token } = await answer.json();
  return { person: String(person), token };
}

/** Sends what waits, without a page, in turn with those that are open. Throws while something cannot go: then the browser wakes us once more. */
export async function sendWaiting() {
  const here = await whoIsHere();
  if (!here) return; // what waits, waits until they sign in
  actFor(here.person);
  let stuck = 0;
  await inTurn("outbox", async () => { stuck = await sendAll(here.token); });
  if (stuck) throw new Error(`${stuck} messages wait.`);
}

/**
 * Each room's messages in order.
 * @param {string} token
 * @returns {Promise<number>} how many rooms have to be tried again
 */
async function sendAll(token) {
  /** @type {Map<number, boolean>} Rooms whose first message did not go, and whether it will by itself. */
  const held = new Map();
  for (const outgoing of await waiting()) {
    if (outgoing.failed === "muted" || held.has(outgoing.room)) continue;
    const outcome = await attempt(outgoing, token);
    if (outcome !== "sent") held.set(outgoing.room, outcome === "later");
  }
  return [...held.values()].filter(isLater => isLater).length;
}

/**
 * @param {Outgoing} outgoing
 * @param {string} token
 * @returns {Promise<"sent" | "later" | "held">} held: its writer decides
 */
async function attempt(outgoing, token) {
  if (outgoing.failed && !["offline", "expired"].includes(outgoing.failed)) return "held";
  sending(outgoing);
  const answer = await post(addressOf(outgoing), fieldsOf(outgoing), undefined, token);
  const { status } = answer;
  if (status === 200 || status === 201) return accept(outgoing.id, answer.body).then(() => "sent");
  const reason = isBusy(answer) ? "offline" : reasonOf(status);
  await fail(outgoing, reason, complaint(answer));
  return reason === "offline" ? "later" : "held";
}
