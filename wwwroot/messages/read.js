/** Milliseconds in which several messages are marked read at once. */
const together = 400;

/** Whether somebody is looking. */
export const isLookedAt = () => !document.hidden && document.hasFocus();

/** How far a room or a thread has been read. */
export class ReadMark {
  #read;
  #tell;
  #lastSeen;
  #seen = 0;
  #timer = 0;
  /** I want it unread: until I leave and come back, looking at it is not reading it. */
  #staysUnread = false;

  /**
   * @param {number} read the number of the last message read
   * @param {() => number} lastSeen that of the last one in view, NaN where the end is not
   * @param {(number: number) => Promise<boolean>} tell the server, which may not hear it
   */
  constructor(read, lastSeen, tell) {
    this.#read = read;
    this.#lastSeen = lastSeen;
    this.#tell = tell;
  }

  /**
   * In another epoch less may be read.
   * @param {number} number
   */
  reset(number) {
    this.#read = number;
  }

  /**
   * I have marked it unread, here or at another device.
   * @param {number} number of the last message that is read
   */
  keepUnread(number) {
    this.#read = number;
    this.#staysUnread = true;
    document.addEventListener("visibilitychange", () => { this.#staysUnread = false; }, { once: true });
  }

  /** Marks it read as far as its end was seen. */
  move() {
    const seen = this.#lastSeen();
    if (this.#staysUnread || !isLookedAt() || !(seen > this.#read)) return;
    this.#seen = seen;
    this.#timer ||= setTimeout(() => this.#report(), together);
  }

  async #report() {
    this.#timer = 0;
    const before = this.#read;
    if (this.#staysUnread || this.#seen <= before) return;
    this.#read = this.#seen;
    if (!await this.#tell(this.#read)) this.#read = before;
  }
}
