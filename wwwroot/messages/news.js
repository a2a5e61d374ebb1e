import { announce } from "/base/announce.js";
import { t } from "/base/text.js";
import { isLookedAt } from "/messages/read.js";

/** @import { Scroller } from "/messages/scroll.js" */
/** @import { Timeline } from "/messages/timeline.js" */

/** Milliseconds in which messages are announced together. */
const breath = 1_500;
/** Characters of a message that are read out. */
const excerpt = 200;

/** Tells what others have written: a line where it begins, a way to the end, and a word to screen readers. */
export class News {
  #pill;
  #timeline;
  #scroller;
  #unseen = 0;
  /** @type {Element[]} */
  #unheard = [];
  #timer = 0;
  #hasLine;

  /**
   * @param {HTMLButtonElement} pill
   * @param {Timeline} timeline
   * @param {Scroller} scroller
   * @param {() => Promise<unknown>} showLatest when the end is not in the page
   */
  constructor(pill, timeline, scroller, showLatest) {
    this.#pill = pill;
    this.#timeline = timeline;
    this.#scroller = scroller;
    this.#hasLine = this.#line !== null;
    pill.addEventListener("click", async () => {
      if (!timeline.reachesHead) await showLatest();
      scroller.glideToEnd();
    });
    // Where the line was drawn it stays while one looks; the next absence draws it anew.
    for (const type of ["blur", "visibilitychange"]) addEventListener(type, () => { if (!isLookedAt()) this.#hasLine = false; }, true);
  }

  /**
   * Others have written.
   * @param {HTMLElement[]} messages the new ones, in order
   */
  tell(messages) {
    const [first] = messages;
    if (!first) return;
    if (!this.#endIsInView) this.#unseen += messages.length;
    if (!isLookedAt() && !this.#hasLine && first.parentNode === this.#timeline.list) this.#drawLine(first);
    this.#unheard.push(...messages);
    this.#timer ||= setTimeout(() => this.#speak(), breath);
  }

  /** Shows or hides the way to the end. */
  updatePill() {
    if (this.#endIsInView) this.#unseen = 0;
    this.#pill.hidden = this.#unseen === 0 && !this.#scroller.isFarFromEnd && this.#timeline.reachesHead;
    const words = this.#unseen ? t("{0} new, jump to latest", this.#unseen) : t("Jump to latest");
    if (this.#pill.textContent !== words) this.#pill.textContent = words;
  }

  get #endIsInView() {
    return this.#scroller.isAtEnd && this.#timeline.reachesHead;
  }

  get #line() {
    return this.#timeline.list.querySelector(":scope > #new");
  }

  /** @param {HTMLElement} message the first that came while nobody looked */
  #drawLine(message) {
    drawLine(message);
    this.#hasLine = true;
  }

  #speak() {
    this.#timer = 0;
    const [first, ...more] = this.#unheard;
    this.#unheard = [];
    if (first) announce(more.length ? t("{0} new messages", more.length + 1) : words(first));
  }
}

/**
 * Where what is unread begins.
 * @param {HTMLElement} message the first of it
 */
export function drawLine(message) {
  message.before(message.parentElement?.querySelector(":scope > #new") ?? newLine());
}

function newLine() {
  const line = document.createElement("p");
  line.id = "new";
  line.className = "new-line";
  const words = document.createElement("span");
  words.textContent = t("New since you left");
  line.append(words);
  return line;
}

/** @param {Element} message */
function words(message) {
  const text = message.querySelector(".body")?.textContent?.trim() ?? "";
  return t("{0} says: {1}", message.querySelector(".author")?.textContent ?? "", text.slice(0, excerpt));
}
