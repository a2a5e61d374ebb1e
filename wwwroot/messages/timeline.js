import { parse } from "/base/swap.js";
import { t } from "/base/text.js";

/** Messages kept in the page: more are trimmed at the far end, and a link leads back to them. */
const bound = 400;
const kept = 300;

/** @param {Element | undefined | null} message */
export const numberOf = message => Number(message?.id.slice(1));

/** A window of the messages of a room or a thread, in order. */
export class Timeline {
  #list;
  #address;

  /**
   * @param {HTMLElement} list
   * @param {string} address where pages of its history are asked for
   */
  constructor(list, address) {
    this.#list = list;
    this.#address = address;
  }

  get list() {
    return this.#list;
  }

  get address() {
    return this.#address;
  }

  /** @returns {HTMLElement[]} the messages that have a number, in order */
  messages() {
    return [...this.#list.querySelectorAll(":scope > .message[id]")].map(element => /** @type {HTMLElement} */ (element));
  }

  lastNumber() {
    return numberOf(this.messages().at(-1));
  }

  /**
   * @param {number} number
   * @returns {HTMLElement | null}
   */
  find(number) {
    return this.#list.querySelector(`:scope > #m${number}`);
  }

  /** Whether the window of messages we show ends with the last one. */
  get reachesHead() {
    return !this.#list.querySelector(":scope > .newer");
  }

  /**
   * Puts a message where it belongs: over its older self, or among the others by number.
   * Where our window does not reach, nothing is to do.
   * @param {HTMLElement} message
   * @returns {"replaced" | "inserted" | "outside"}
   */
  place(message) {
    const number = numberOf(message);
    const known = this.find(number);
    if (known && known !== message) return replace(known, message);
    const others = this.messages().filter(other => other !== message);
    const older = others.findLast(other => numberOf(other) < number);
    if (!older && others.length && this.#list.querySelector(":scope > .older")) return "outside";
    if (older === others.at(-1) && !this.reachesHead) return "outside";
    if (older) older.after(message);
    else this.#list.insertBefore(message, others[0] ?? this.#list.querySelector(":scope > .pending, :scope > .newer"));
    return "inserted";
  }

  /**
   * Adds a page of history before or after what we show, in place of the link that led to it.
   * @param {string} html
   * @param {"older" | "newer"} direction
   */
  addPage(html, direction) {
    const page = parse(html);
    for (const message of page.querySelectorAll(".message")) if (this.find(numberOf(message))) message.remove();
    if (this.#list.querySelector(":scope > #new")) page.querySelector("#new")?.remove();
    const link = this.#list.querySelector(`:scope > .${direction}`);
    link?.replaceWith(page);
  }

  /**
   * Shows another window of messages; what is being sent stays at its end.
   * @param {Element} fresh the `.messages` of a rendered page
   */
  showWindow(fresh) {
    const pending = this.#list.querySelectorAll(":scope > .pending");
    this.#list.replaceChildren(...fresh.childNodes, ...pending);
  }

  /**
   * Keeps the page small.
   * @param {"older" | "newer"} end where messages may go, the one far from view
   */
  trim(end) {
    const all = this.messages();
    if (all.length <= bound) return;
    const far = end === "older" ? all.slice(0, all.length - kept) : all.slice(kept);
    far.forEach(remove);
    this.#list.querySelector(`:scope > .${end}`)?.remove();
    const rest = this.messages();
    if (end === "older") this.#list.prepend(this.#link("older", `before=${numberOf(rest[0])}`));
    else rest.at(-1)?.after(this.#link("newer", `after=${numberOf(rest.at(-1))}`));
  }

  /**
   * @param {"older" | "newer"} direction
   * @param {string} query
   */
  #link(direction, query) {
    const link = document.createElement("a");
    link.className = direction;
    link.href = `${this.#address}?${query}`;
    link.textContent = direction === "older" ? t("Older messages") : t("Newer messages");
    return link;
  }
}

/**
 * @param {HTMLElement} known
 * @param {HTMLElement} message
 * @returns {"replaced"}
 */
function replace(known, message) {
  for (const state of ["sent", "highlighted"]) message.classList.toggle(state, known.classList.contains(state));
  if (known.querySelector(".body.open")) message.querySelector(".body.long")?.classList.add("open");
  const edit = known.querySelector(":scope > form.edit:not(.saved)");
  const focused = edit?.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  if (edit && !message.classList.contains("deleted")) message.append(edit);
  known.replaceWith(message);
  focused?.focus();
  return "replaced";
}

/** @param {HTMLElement} message */
function remove(message) {
  if (message.previousElementSibling?.id === "new") message.previousElementSibling.remove();
  message.remove();
}
