/**
 * @typedef {object} Change a durable change of a room
 * @property {"change"} type
 * @property {number} room
 * @property {number} rev the room's clock at this change
 * @property {number} [after] the revision this change may follow, if not the one before
 * @property {"message" | "member" | "room"} kind
 * @property {string} html
 * @property {number} [number] of the message
 * @property {number} [person] whose membership changed
 * @property {number} [members] how many are in the room now
 */

/** @typedef {"apply" | "ignore" | "gap"} Verdict */

/**
 * Where a change stands to a cursor: next, known already, or beyond something missed.
 * @param {number} cursor
 * @param {{ after?: number, rev: number }} change
 * @returns {Verdict}
 */
export function judge(cursor, { rev, after = rev - 1 }) {
  if (rev <= cursor) return "ignore";
  return after <= cursor ? "apply" : "gap";
}

/** How far the page has read each room it shows. */
export class Cursors {
  /** @type {Map<number, number>} */
  #revs = new Map();

  /**
   * @param {number} room
   * @param {number} rev
   */
  follow(room, rev) {
    this.#revs.set(room, rev);
  }

  /** @param {number} room */
  leave(room) {
    this.#revs.delete(room);
  }

  clear() {
    this.#revs.clear();
  }

  /** @param {number} room */
  at(room) {
    return this.#revs.get(room) ?? 0;
  }

  /**
   * Judges a change and, if it is next, moves past it.
   * @param {{ room: number, after?: number, rev: number }} change
   * @returns {Verdict}
   */
  take(change) {
    const cursor = this.#revs.get(change.room);
    if (cursor === undefined) return "ignore";
    const verdict = judge(cursor, change);
    if (verdict === "apply") this.follow(change.room, change.rev);
    return verdict;
  }

  /**
   * Moves forward, never back.
   * @param {number} room
   * @param {number} rev
   */
  reach(room, rev) {
    if (rev > (this.#revs.get(room) ?? Infinity)) this.follow(room, rev);
  }

  /** @returns {[room: number, rev: number][]} */
  entries() {
    return [...this.#revs];
  }

  /**
   * All the rooms named, each at the least revision it is named with.
   * @param {[room: number, rev: number][]} entries
   */
  static least(entries) {
    const least = new Cursors();
    for (const [room, rev] of entries) least.follow(room, Math.min(rev, least.#revs.get(room) ?? rev));
    return least;
  }

  /** As the server reads it: 42:1801,57:9 */
  toString() {
    return [...this.#revs].map(([room, rev]) => `${room}:${rev}`).join(",");
  }
}
