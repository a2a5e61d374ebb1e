import { parse } from "/base/swap.js";
import { actions, editLast } from "/messages/actions.js";
import { batched } from "/messages/batch.js";
import { Composer } from "/messages/composer.js";
import { decorate } from "/messages/decorate.js";
import { keepEdit } from "/messages/edit.js";
import { History } from "/messages/history.js";
import { News } from "/messages/news.js";
import { ReadMark } from "/messages/read.js";
import { reveal, Scroller } from "/messages/scroll.js";
import { Sends } from "/messages/send.js";
import { numberOf, Timeline } from "/messages/timeline.js";

/** @import { Change } from "/delivery/cursors.js" */
/** @import { Quote } from "/messages/quote.js" */

/**
 * @typedef {object} ConversationKind what sets a room and a thread apart
 * @property {string} address where pages of its history are asked for
 * @property {number | null} thread
 * @property {(number: number) => string} around the address of the page around a message
 * @property {(number: number) => Promise<boolean>} markRead tells the server, which may not hear it
 * @property {(head: number) => void} onHead a message has come, perhaps the latest
 * @property {(fresh: HTMLElement) => void} onFresh its newest messages were fetched, and may be older than what we followed
 * @property {(fresh: HTMLElement) => void} onAnew all of it was fetched anew
 * @property {(messages: HTMLElement[], head: number) => void} [onMessages] these have changed, or come after the head
 */

const me = document.body.dataset.person;

/** Messages and the box to write in, kept true by changes: a room, or a thread. */
export class Conversation {
  #element;
  #kind;
  #head;
  /** @type {HTMLElement[]} Messages of mine that came while a send of mine had no answer: it may be one of them. */
  #held = [];
  /** @type {HTMLElement[]} Messages outside of our window that changed while a page of history was on its way. */
  #late = [];
  #scroller;
  #timeline;
  #history;
  #news;
  #readMark;
  #sends;
  /** @type {Composer | null} */
  #composer = null;
  /** @type {(change: Change) => void} */
  #arrive = batched(changes => this.#receive(changes));

  /**
   * @param {HTMLElement} element
   * @param {ConversationKind} kind
   */
  constructor(element, kind) {
    const list = /** @type {HTMLElement} */ (element.querySelector(".messages"));
    const where = { room: Number(element.dataset.room), thread: kind.thread };
    this.#element = element;
    this.#kind = kind;
    this.#head = Number(element.dataset.head);
    this.#scroller = new Scroller(/** @type {HTMLElement} */ (element.querySelector(".timeline")));
    this.#timeline = new Timeline(list, kind.address);
    decorate();
    this.#open();
    this.#history = new History(this.#timeline, this.#scroller, () => this.#apply(this.#late.splice(0)));
    this.#news = new News(/** @type {HTMLButtonElement} */ (element.querySelector(".jump")), this.#timeline, this.#scroller, () => this.#jump());
    this.#readMark = new ReadMark(Number(element.dataset.read), () => this.#lastSeen(), kind.markRead);
    this.#sends = new Sends(list, where, {
      accepted: message => this.#accepted(message),
      refused: (body, why, quote) => this.#composer?.giveBack(body, why, quote),
      settled: () => this.#apply(this.#held.splice(0)),
    });
    this.#sends.showWaiting().then(decorate);
    this.#write(list, where);
    actions(list);
    this.#scroller.onScroll(() => this.seen());
    this.seen();
  }

  get element() {
    return this.#element;
  }

  get composer() {
    return this.#composer;
  }

  /**
   * @param {HTMLElement} list
   * @param {{ room: number, thread: number | null }} where
   */
  #write(list, where) {
    const form = /** @type {HTMLFormElement | null} */ (this.#element.querySelector(".composer"));
    if (form) this.#composer = new Composer(this.#element, form, where, {
      send: (body, quote) => { this.#send(body, quote); },
      editLast: () => editLast(list),
    });
  }

  /** At the message that was linked to, at the first unread one, or at the end. */
  #open() {
    const number = Number(this.#element.dataset.highlight || location.hash.slice(2));
    const linked = number ? this.#timeline.find(number) : null;
    const line = this.#timeline.list.querySelector(":scope > #new");
    linked?.classList.add("highlighted");
    if (linked) reveal(linked, "center");
    else if (line) reveal(line, "start");
    else this.#scroller.toEnd();
  }

  /** @param {Change} change of a message that belongs here */
  take(change) {
    this.#arrive(change);
  }

  /** @param {Change[]} changes */
  #receive(changes) {
    const messages = changes
      .flatMap(({ html }) => [...parse(html).querySelectorAll(".message")])
      .map(message => /** @type {HTMLElement} */ (message));
    this.#kind.onMessages?.(messages, this.#head);
    this.#apply(messages);
  }

  /** @param {HTMLElement[]} messages */
  #apply(messages) {
    if (!messages.length) return;
    const ready = messages.filter(message => !this.#hold(message));
    const fresh = ready.filter(message => numberOf(message) > this.#head);
    const follows = this.#showsEnd;
    const far = this.#scroller.farEnd();
    this.#scroller.steady(() => {
      for (const message of ready) this.#put(message);
      this.#timeline.trim(far);
      decorate();
    });
    if (follows) this.#scroller.toEnd();
    this.#advance(Math.max(this.#head, ...ready.map(numberOf)));
    this.#history.watchLinks();
    this.#news.tell(fresh.filter(message => message.dataset.author !== me));
    decorate();
    this.seen();
  }

  /** @param {HTMLElement} message */
  #hold(message) {
    const mine = message.dataset.author === me && numberOf(message) > this.#head && this.#sends.isSending;
    if (mine) this.#held.push(message);
    return mine;
  }

  /** @param {HTMLElement} message */
  #put(message) {
    if (this.#timeline.place(message) === "outside" && this.#history.isLoading) this.#late.push(message);
  }

  /** @param {number} head */
  #advance(head) {
    this.#head = head;
    this.#kind.onHead(head);
  }

  /**
   * @param {string} body
   * @param {Quote | null} quote
   */
  async #send(body, quote) {
    this.#sends.send(body, quote);
    if (!this.#timeline.reachesHead) await this.#jump();
    decorate();
    this.#scroller.toEnd();
  }

  /** @param {HTMLElement} message */
  #accepted(message) {
    const arrived = this.#timeline.list.querySelector(`:scope > #${message.id}:not(.sent)`);
    if (arrived) message.remove();
    else if (this.#timeline.place(message) === "outside") this.#showWhereItStands(message);
    this.#advance(Math.max(this.#head, numberOf(message)));
    decorate();
    this.seen();
  }

  /**
   * The newest messages could not be had when it was written; now the line is back.
   * @param {HTMLElement} message
   */
  #showWhereItStands(message) {
    message.remove();
    this.#jump();
  }

  /** To the newest messages, which are not in the page. */
  async #jump() {
    const fresh = await this.#history.showFrom(this.#kind.address);
    if (!fresh) return;
    this.#head = Number(fresh.dataset.head);
    this.#scroller.toEnd();
    this.seen();
    this.#kind.onFresh(fresh);
  }

  /** Where we are reading, if that is still there, and at the end otherwise. What is being typed stays. */
  async renderAnew() {
    const number = this.#showsEnd ? NaN : numberOf(this.#scroller.topmost());
    const putBack = keepEdit(this.#timeline.list);
    const around = number ? await this.#history.showFrom(this.#kind.around(number)) : null;
    const fresh = around ?? await this.#history.showFrom(this.#kind.address);
    if (!fresh) return null;
    this.#kind.onAnew(fresh);
    putBack();
    this.#head = Number(fresh.dataset.head);
    this.#readMark.reset(Number(fresh.dataset.read));
    if (!around) this.#scroller.toEnd();
    this.seen();
    return fresh;
  }

  /**
   * I want it unread again.
   * @param {number} number of the last message that is read
   */
  keepUnread(number) {
    this.#readMark.keepUnread(number);
  }

  /** What waits to be shown is of another epoch. */
  forget() {
    this.#held = [];
    this.#late = [];
  }

  get #showsEnd() {
    return this.#scroller.isAtEnd && this.#timeline.reachesHead;
  }

  #lastSeen() {
    return this.#element.isConnected && this.#showsEnd ? this.#timeline.lastNumber() : NaN;
  }

  /** One looks at it, or looks at it again. */
  seen() {
    this.#news.updatePill();
    this.#readMark.move();
  }
}
