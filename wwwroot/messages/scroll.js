/** Pixels from the end within which new messages scroll in. */
const near = 100;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * What scrolls the messages. It is a reversed column: it opens at its end without script, and `scrollTop` is 0 there and
 * negative above.
 */
export class Scroller {
  #element;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
  }

  get element() {
    return this.#element;
  }

  get isAtEnd() {
    return this.#fromEnd <= near;
  }

  /** More than a screen away from the end. */
  get isFarFromEnd() {
    return this.#fromEnd > this.#element.clientHeight;
  }

  get #fromEnd() {
    return Math.abs(this.#element.scrollTop);
  }

  toEnd() {
    this.#element.scrollTop = 0;
  }

  /** To the end, so that one sees the way where it is short. */
  glideToEnd() {
    const smooth = !calm.matches && this.#fromEnd < 4 * this.#element.clientHeight;
    this.#element.scrollTo({ top: 0, behavior: smooth ? "smooth" : "instant" });
  }

  /** @param {() => void} handler */
  onScroll(handler) {
    this.#element.addEventListener("scroll", handler, { passive: true });
  }

  /**
   * Changes messages without a jump: what is being read, or what takes its place, stays where it is.
   * @param {() => void} mutate
   */
  steady(mutate) {
    const anchor = this.topmost();
    const before = anchor?.getBoundingClientRect().top ?? 0;
    mutate();
    const now = anchor?.isConnected ? anchor : anchor?.id ? this.#element.querySelector(`#${anchor.id}`) : null;
    if (!now) return;
    const moved = now.getBoundingClientRect().top - before;
    if (Math.abs(moved) >= 1) this.#element.scrollTop += moved;
  }

  /**
   * The end of the messages that is farther from what is in view.
   * @returns {"newer" | "older"}
   */
  farEnd() {
    const messages = this.#all();
    return this.#firstInView(messages) < messages.length / 2 ? "newer" : "older";
  }

  /** The first message in view. */
  topmost() {
    const messages = this.#all();
    return messages[this.#firstInView(messages)];
  }

  #all() {
    return [...this.#element.querySelectorAll(".message")];
  }

  /** @param {Element[]} messages */
  #firstInView(messages) {
    const top = this.#element.getBoundingClientRect().top;
    let low = 0;
    let high = messages.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {Element} */ (messages[middle]).getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/**
 * @param {Element} element
 * @param {"start" | "center"} block
 */
export const reveal = (element, block) => element.scrollIntoView({ block, behavior: "instant" });
