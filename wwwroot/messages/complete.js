import { announce } from "/base/announce.js";
import { t } from "/base/text.js";
import { isHangul } from "/messages/keys.js";

/**
 * @typedef {object} Offer something that may be written in place of what was begun
 * @property {string} text what is written
 * @property {string} label
 * @property {string} [detail]
 * @property {string} [sign] a picture or letter before it
 * @property {number} [hue] of the sign
 *
 * @typedef {object} Source
 * @property {RegExp} begun what stands before the caret when there may be something to offer; its group is looked for
 * @property {(part: string, box: HTMLTextAreaElement) => Promise<Offer[]> | Offer[]} find
 */

/** Milliseconds after the last letter before somebody is asked. */
const pause = 120;
/** Milliseconds in which the Enter that ended a composition may be told again. */
const echo = 150;
/** Letters before the caret that are looked at: a name, or the beginning of a message. */
const reach = 100;

let lists = 0;

/**
 * Offers words while one types in a box. Arrow keys choose, Enter and Tab take, Escape closes; keys that belong to an
 * input method are left to it. Call it before others listen to the box's keys.
 * @param {HTMLTextAreaElement} box
 * @param {Source[]} sources
 */
export function completes(box, sources) {
  const list = document.createElement("ul");
  list.id = `offers-${++lists}`;
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", t("Suggestions"));
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");

  /** @type {Offer[]} */
  let offers = [];
  let chosen = 0;
  /** Where what was begun stands. */
  let start = 0;
  let asked = 0;
  let timer = 0;
  let composing = false;
  /** Enter ended a composition a moment ago, and may be told again. */
  let spent = false;

  box.addEventListener("input", () => composing || look());
  box.addEventListener("compositionstart", () => { composing = true; });
  // Hangul is always being composed: its last syllable may change, but is looked for already.
  box.addEventListener("compositionupdate", ({ data }) => isHangul(data) ? setTimeout(look) : close());
  box.addEventListener("compositionend", () => {
    composing = false;
    setTimeout(() => { spent = false; }, echo);
    look();
  });
  box.addEventListener("keydown", press, true);
  box.addEventListener("blur", close);
  box.addEventListener("click", look);
  list.addEventListener("pointerdown", event => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", ({ target }) => {
    const option = target instanceof Element ? target.closest("[role=option]") : null;
    if (option) take(offers[[...list.children].indexOf(option)]);
  });

  function look() {
    clearTimeout(timer);
    const before = box.value.slice(Math.max(0, box.selectionStart - reach), box.selectionStart);
    const isWhole = box.selectionStart <= reach;
    const turn = ++asked;
    for (const { begun, find } of sources) {
      const match = (begun.source.startsWith("^") && !isWhole) || box.selectionStart !== box.selectionEnd ? null : begun.exec(before);
      if (!match) continue;
      const [whole, part = ""] = match;
      const from = box.selectionStart - whole.length;
      timer = setTimeout(async () => {
        const found = await find(part, box);
        if (turn === asked && document.activeElement === box) show(found, from);
      }, isOpen() ? 0 : pause);
      return;
    }
    close();
  }

  /**
   * @param {Offer[]} found
   * @param {number} from
   */
  function show(found, from) {
    if (!found.length) return close();
    const wasOpen = isOpen();
    offers = found;
    start = from;
    list.replaceChildren(...found.map((offer, index) => option(offer, `${list.id}-${index}`)));
    if (!wasOpen) box.after(list);
    box.setAttribute("aria-controls", list.id);
    choose(0);
    announce(t("{0} suggestions", found.length));
  }

  const isOpen = () => list.isConnected;

  function close() {
    clearTimeout(timer);
    asked++;
    if (!isOpen()) return;
    list.remove();
    box.removeAttribute("aria-controls");
    box.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  function choose(index) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = (index + offers.length) % offers.length;
    const option = list.children[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.key === "Enter" && spent) return swallow(event);
    if (!isOpen()) return;
    if (composing || event.isComposing || event.keyCode === 229) return event.key === "Enter" && leaveToInputMethod(event);
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    switch (event.key) {
      case "ArrowDown": choose(chosen + 1); break;
      case "ArrowUp": choose(chosen - 1); break;
      case "Enter": case "Tab": take(offers[chosen]); break;
      case "Escape": close(); break;
      default: return;
    }
    swallow(event);
  }

  /**
   * Enter ends the composition, and neither takes an offer nor sends what was only begun.
   * @param {KeyboardEvent} event
   */
  function leaveToInputMethod(event) {
    spent = composing;
    event.stopImmediatePropagation();
  }

  /** @param {Offer | undefined} offer */
  function take(offer) {
    if (!offer) return;
    box.focus();
    box.setRangeText(offer.text, start, box.selectionStart, "end");
    close();
    box.dispatchEvent(new Event("input"));
    close();
  }
}

/** @param {Event} event */
function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * @param {Offer} offer
 * @param {string} id
 */
function option({ label, detail, sign, hue }, id) {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  if (sign !== undefined) item.append(signed(sign, hue));
  item.append(words("label", label));
  if (detail) item.append(" ", words("detail", detail));
  return item;
}

/**
 * @param {string} sign
 * @param {number} [hue]
 */
function signed(sign, hue) {
  const picture = words(hue === undefined ? "sign" : "avatar", sign);
  if (hue !== undefined) picture.dataset.hue = String(hue);
  picture.setAttribute("aria-hidden", "true");
  return picture;
}

/**
 * @param {string} name
 * @param {string} text
 */
function words(name, text) {
  const span = document.createElement("span");
  span.className = name;
  span.dir = "auto";
  span.textContent = text;
  return span;
}
