import { alarm } from "/base/announce.js";
import { autosize } from "/messages/autosize.js";
import { pageOf, wrongCommand } from "/messages/commands.js";
import { completesMessage } from "/messages/completion.js";
import { beginning, keepDraft } from "/messages/drafts.js";
import { enterSubmits } from "/messages/enter.js";
import { Answering } from "/messages/quote.js";

/** @import { Quote } from "/messages/quote.js" */

/** Milliseconds of rest after which what is typed is kept. */
const rest = 300;

/**
 * @typedef {object} ComposerHandlers
 * @property {(body: string, quote: Quote | null) => void} send
 * @property {() => void} editLast arrow up in an empty box
 */

/** @type {WeakMap<Element, Composer>} by what is written in: a room, a thread */
const composers = new WeakMap();
/** @type {((box: HTMLTextAreaElement) => void)[]} */
const helpers = [];

/**
 * What else helps to write, in each box there is or will be.
 * @param {(box: HTMLTextAreaElement) => void} help
 */
export function onComposer(help) {
  helpers.push(help);
  for (const conversation of document.querySelectorAll(".conversation")) composers.get(conversation)?.isHelpedBy(help);
}

/** The box one writes messages in. */
export class Composer {
  #form;
  #box;
  #place;
  #answering;

  /**
   * @param {HTMLElement} conversation
   * @param {HTMLFormElement} form
   * @param {{ room: number, thread: number | null }} where
   * @param {ComposerHandlers} on
   */
  constructor(conversation, form, { room, thread }, on) {
    this.#form = form;
    this.#box = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
    this.#place = thread ? `${room}/${thread}` : String(room);
    this.#answering = new Answering(form, room, this.#place);
    composers.set(conversation, this);
    this.#box.value = beginning(this.#place, this.#box.value);
    autosize(this.#box);
    this.#keepWhileTyping();
    completesMessage(this.#box);
    for (const help of helpers) help(this.#box);
    this.#wire(on);
  }

  /** @param {ComposerHandlers} on */
  #wire({ send, editLast }) {
    const submit = () => this.#submit(send);
    enterSubmits(this.#box, submit);
    this.#form.addEventListener("submit", event => {
      event.preventDefault();
      submit();
    });
    this.#box.addEventListener("keydown", event => {
      if (event.isComposing || event.defaultPrevented) return;
      if (event.key === "Escape" && this.#answering.quote) {
        event.preventDefault();
        event.stopPropagation();
        this.#answering.set(null);
      }
      if (event.key !== "ArrowUp" || this.#box.value || event.shiftKey) return;
      event.preventDefault();
      editLast();
    });
  }

  /** @param {ComposerHandlers["send"]} send */
  #submit(send) {
    const body = this.#box.value;
    const { quote } = this.#answering;
    this.focus();
    if (!body.trim()) return;
    const wrong = wrongCommand(body);
    this.#complain(wrong);
    if (wrong) return;
    this.#write("");
    const page = pageOf(body);
    if (page) return location.assign(page);
    this.#answering.set(null);
    send(body, quote);
  }

  #keepWhileTyping() {
    let timer = 0;
    const keep = () => { if (this.#box.isConnected) keepDraft(this.#place, this.#box.value); };
    this.#box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, rest);
    }, { passive: true });
    addEventListener("pagehide", keep);
  }

  /** What is typed now outlives the box. */
  keep() {
    keepDraft(this.#place, this.#box.value);
  }

  /** @param {(box: HTMLTextAreaElement) => void} help */
  isHelpedBy(help) {
    help(this.#box);
  }

  focus() {
    this.#box.focus();
  }

  /**
   * Answers a message.
   * @param {Quote} quote
   */
  answer(quote) {
    this.#answering.set(quote);
    this.focus();
  }

  /**
   * Puts a text that was not accepted back into the box, before what was typed since.
   * @param {string} body
   * @param {string} why
   * @param {Quote | null} quote
   */
  giveBack(body, why, quote = null) {
    this.#write(this.#box.value.trim() ? `${body}\n${this.#box.value}` : body);
    if (quote && !this.#answering.quote) this.#answering.set(quote);
    this.#complain(why);
  }

  /** Empties the box: what was in it has gone another way. */
  takeOut() {
    this.#write("");
    this.#complain("");
  }

  /** @param {string} text */
  #write(text) {
    this.#box.value = text;
    this.#box.dispatchEvent(new Event("input"));
    keepDraft(this.#place, text);
  }

  /** @param {string} why */
  #complain(why) {
    const error = /** @type {HTMLElement | null} */ (this.#form.querySelector(":scope > .error")) ?? (why ? this.#errorLine() : null);
    if (!error) return;
    error.textContent = why;
    error.hidden = !why;
    this.#box.toggleAttribute("aria-invalid", Boolean(why));
    if (why) alarm(why);
  }

  #errorLine() {
    const line = document.createElement("p");
    line.id = `${this.#box.id}-error`;
    line.className = "error";
    this.#form.prepend(line);
    this.#box.setAttribute("aria-describedby", line.id);
    return line;
  }
}

/**
 * The box that belongs to what is near: the room's, or that of the thread it stands in.
 * @param {Element | null} [near]
 */
export const composerOf = near => composers.get(near?.closest(".conversation") ?? /** @type {Element} */ (document.getElementById("main")));

/**
 * Where writing goes on.
 * @param {Element | null} [near]
 */
export const focusComposer = near => composerOf(near)?.focus();

/**
 * @param {string} body
 * @param {string} why
 * @param {Element | null} [near]
 */
export const giveBack = (body, why, near) => composerOf(near)?.giveBack(body, why);

/** Empties the room's box: what was in it has gone another way. */
export const takeOut = () => composerOf()?.takeOut();
