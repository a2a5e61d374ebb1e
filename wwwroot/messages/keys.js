const hangul = /^[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]+$/;

/** @param {string} text that is being composed */
export const isHangul = text => hangul.test(text);

/**
 * @typedef {object} Key what matters of a keydown event
 * @property {string} key
 * @property {string} [code]
 * @property {number} keyCode
 * @property {boolean} isComposing
 * @property {boolean} shiftKey
 * @property {boolean} altKey
 */

/**
 * @typedef {"send" | "later" | "swallow" | "leave"} Decision
 * send now; later: send one task later; swallow: do nothing, nor let the browser; leave: to the browser or input method
 */

/**
 * What Enter means in a box where it sends, while syllables may be composed.
 *
 * Enter that ends a composition belongs to the input method. Korean writers mean it to send as well: it is
 * remembered and sends once, one task after `compositionend`, when the box holds the whole last syllable.
 */
export class EnterKey {
  #composing = false;
  #isHangul = false;
  #remembered = false;
  #due = false;

  compositionStart() {
    this.#composing = true;
    this.#remembered = false;
  }

  /** @param {string} data */
  compositionUpdate(data) {
    this.#isHangul = hangul.test(data);
  }

  /**
   * True when the composed text is to be sent one task later.
   * @param {string} data
   */
  compositionEnd(data) {
    this.#composing = false;
    // A Hanja picked with Enter ends a composition that began as Hangul.
    this.#isHangul = hangul.test(data);
    this.#due = this.#remembered && this.#isHangul;
    this.#remembered = false;
    return this.#due;
  }

  /** True while a send is one task away: the line break of the same Enter is not wanted. */
  get isDue() {
    return this.#due;
  }

  /** The task has come. */
  done() {
    this.#due = false;
  }

  /**
   * @param {Key} event
   * @param {boolean} touch Enter on a touch keyboard breaks the line
   * @returns {Decision}
   */
  press(event, touch) {
    if (!isEnter(event)) {
      this.#remembered = false;
      return "leave";
    }
    if (event.shiftKey || event.altKey || touch) return "leave";
    if (this.#composing || event.isComposing) return this.#whileComposing();
    if (event.keyCode === 229) return this.#afterComposing();
    return this.#due ? "swallow" : "send";
  }

  /** @returns {Decision} */
  #whileComposing() {
    this.#remembered = this.#isHangul;
    return "leave";
  }

  /**
   * WebKit tells of the key after `compositionend` (WebKit bug 165004).
   * @returns {Decision}
   */
  #afterComposing() {
    if (!this.#isHangul) return "leave";
    if (this.#due) return "swallow";
    this.#due = true;
    return "later";
  }
}

/** @param {Key} event */
const isEnter = ({ key, code }) => key === "Enter" || code === "Enter" || code === "NumpadEnter";
