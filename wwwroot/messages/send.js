import { alarm } from "/base/announce.js";
import { t } from "/base/text.js";
import { add, compose, discard, onOutbox, retry, waiting } from "/messages/outbox.js";
import { acknowledge, pendingOf, say, sayFailed, showPending } from "/messages/pending.js";

/** @import { News, Outgoing } from "/messages/outbox.js" */
/** @import { Quote } from "/messages/quote.js" */

/**
 * @typedef {object} SendHandlers
 * @property {(message: HTMLElement) => void} accepted it has its number now
 * @property {(body: string, why: string, quote: Quote | null) => void} refused the text goes back to its writer
 * @property {() => void} settled a try is over
 */

/** What is on its way to a room or a thread, at the end of its messages. */
export class Sends {
  #list;
  #where;
  #on;
  /** @type {Set<string>} What is on its way, from whichever tab. */
  #flying = new Set();
  /** @type {Set<string>} What was written in this page. */
  #mine = new Set();

  /**
   * @param {HTMLElement} list
   * @param {{ room: number, thread: number | null }} where
   * @param {SendHandlers} on
   */
  constructor(list, where, on) {
    this.#list = list;
    this.#where = where;
    this.#on = on;
    onOutbox(news => { if (list.isConnected) this.#hear(news); });
  }

  /** Shows what waits to be sent there, from an earlier page or another tab too. */
  async showWaiting() {
    for (const outgoing of await waiting()) if (this.#isHere(outgoing)) this.#show(outgoing);
  }

  /** Whether a message of mine may arrive from the stream before its answer does. */
  get isSending() {
    return this.#flying.size > 0;
  }

  /**
   * @param {string} body
   * @param {Quote | null} quote
   */
  send(body, quote) {
    const outgoing = compose(this.#where, body, quote);
    this.#mine.add(outgoing.id);
    this.#show(outgoing);
    add(outgoing);
  }

  /** @param {Outgoing} outgoing */
  #isHere({ room, thread = null }) {
    return room === this.#where.room && thread === this.#where.thread;
  }

  /** @param {News} news */
  #hear(news) {
    const id = "outgoing" in news ? news.outgoing.id : news.id;
    if ("outgoing" in news ? !this.#isHere(news.outgoing) : news.room !== this.#where.room) return;
    if (news.type === "sending") this.#flying.add(id);
    else if (news.type !== "added") this.#flying.delete(id);
    if (news.type === "accepted") this.#accepted(id, news.number);
    else if (news.type === "discarded") pendingOf(this.#list, id)?.remove();
    else if (news.type === "failed" && news.outgoing.failed === "refused" && this.#mine.has(id)) this.#giveBack(news.outgoing);
    else this.#show(news.outgoing, news.type === "sending");
    if (news.type !== "added" && news.type !== "sending") this.#on.settled();
  }

  /** @param {Outgoing} outgoing */
  #giveBack(outgoing) {
    discard(outgoing);
    this.#on.refused(outgoing.body, outgoing.why || t("This message cannot be sent."), outgoing.quote ?? null);
  }

  /**
   * @param {string} id
   * @param {number} number
   */
  #accepted(id, number) {
    const message = pendingOf(this.#list, id);
    if (!message) return;
    acknowledge(message, number);
    this.#on.accepted(message);
  }

  /**
   * @param {Outgoing} outgoing
   * @param {boolean} [isFlying]
   */
  #show(outgoing, isFlying = false) {
    const message = pendingOf(this.#list, outgoing.id) ?? showPending(this.#list, outgoing);
    if (outgoing.failed) return showFailed(message, outgoing);
    say(message, isFlying || this.#mine.has(outgoing.id) ? t("Sending") : t("Waiting to send"));
  }
}

/**
 * @param {HTMLElement} message
 * @param {Outgoing} outgoing
 */
function showFailed(message, outgoing) {
  const why = reason(outgoing);
  if (message.dataset.why === why) return; // once more, which is no news
  sayFailed(message, why, { retry: () => retry(outgoing), discard: () => discard(outgoing) });
  alarm(why);
}

/** @param {Outgoing} outgoing */
function reason({ failed, why }) {
  switch (failed) {
    case "offline": return t("Not sent: no connection.");
    case "expired": return t("Sign in to send this. Your text is kept.");
    case "forbidden": return t("Not sent: you can no longer write here.");
    case "muted": case "refused": return why || t("This message cannot be sent.");
    default: return t("Not sent.");
  }
}
