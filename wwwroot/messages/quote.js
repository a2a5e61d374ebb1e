import { t } from "/base/text.js";
import { smallButton } from "/messages/button.js";
import { draftQuote, keepDraftQuote } from "/messages/drafts.js";
import { numberOf } from "/messages/timeline.js";

/** As Core/Excerpt. */
const maxLength = 140;

/**
 * @typedef {object} Quote a message that is answered
 * @property {number} number
 * @property {string} who
 * @property {string} text the beginning of it
 */

/**
 * @param {Element} message
 * @returns {Quote}
 */
export function quoteOf(message) {
  const text = (message.querySelector(".body")?.textContent ?? "").replace(/\s+/g, " ").trim();
  return { number: numberOf(message), who: message.querySelector(".author")?.textContent ?? "", text: shortened(text) };
}

/** @param {string} text */
const shortened = text => text.length > maxLength ? `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, "").trimEnd()}…` : text;

/**
 * As Messages/Quote renders it.
 * @param {number} room
 * @param {Quote} quote
 */
export function quoteElement(room, { number, who, text }) {
  const link = document.createElement("a");
  link.className = "quote";
  link.href = `/rooms/${room}/${number}`;
  const name = document.createElement("bdi");
  name.className = "who";
  name.textContent = who;
  const words = document.createElement("span");
  words.dir = "auto";
  words.textContent = text;
  link.append(name, " ", words);
  return link;
}

/** What one is about to answer: a strip above the box, kept with the draft. */
export class Answering {
  #form;
  #room;
  #place;
  /** @type {Quote | null} */
  #quote = null;

  /**
   * @param {HTMLFormElement} form
   * @param {number} room
   * @param {string} place of the draft
   */
  constructor(form, room, place) {
    this.#form = form;
    this.#room = room;
    this.#place = place;
    this.set(asked(form) ?? draftQuote(place));
  }

  get quote() {
    return this.#quote;
  }

  /** @param {Quote | null} quote */
  set(quote) {
    this.#quote = quote;
    keepDraftQuote(this.#place, quote);
    this.#form.querySelector(":scope > .answering")?.remove();
    if (quote) this.#form.prepend(this.#strip(quote));
  }

  /** @param {Quote} quote */
  #strip(quote) {
    const strip = document.createElement("div");
    strip.className = "answering";
    const leave = smallButton("leave", "", () => {
      this.set(null);
      this.#form.querySelector("textarea")?.focus();
    });
    leave.setAttribute("aria-label", t("Answer nothing"));
    strip.append(quoteElement(this.#room, quote), leave);
    return strip;
  }
}

/**
 * The page was asked for with a quote.
 * @param {HTMLFormElement} form
 * @returns {Quote | null}
 */
function asked(form) {
  const quote = form.querySelector(":scope > .answering .quote");
  const number = Number(/** @type {HTMLInputElement | null} */ (form.querySelector("[name=QuoteOf]"))?.value);
  return quote && number
    ? { number, who: quote.querySelector(".who")?.textContent ?? "", text: quote.querySelector("span")?.textContent ?? "" }
    : null;
}

/** A quote leads to what it quotes: in place, where that is in the page. */
export function jumpsToQuoted() {
  document.addEventListener("click", event => {
    const link = event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest("a.quote")) : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const id = `m${link.pathname.split("/").at(-1)}`;
    const near = link.closest(".conversation")?.querySelector(`.message#${id}`);
    const message = near ?? document.querySelector(`.messages > .message#${id}`);
    if (!message) return;
    event.preventDefault();
    highlight(message);
  });
}

/** @param {Element} message */
export function highlight(message) {
  for (const other of document.querySelectorAll(".message.highlighted")) other.classList.remove("highlighted");
  message.classList.add("highlighted");
  message.scrollIntoView({ block: "center", behavior: "instant" });
  /** @type {HTMLElement | null} */ (message.querySelector("a.at"))?.focus({ preventScroll: true });
}
