import { backoff } from "/delivery/backoff.js";

/** A stream is proven broken by this many failures … */
const failuresAllowed = 2;
/** … within this many milliseconds. */
const failureWindow = 60_000;
/** Milliseconds without trouble after which past failures are forgiven. */
const health = 10_000;
/** Milliseconds between short polls while the page is looked at, and while it is not. */
const shortPause = { visible: 3_000, hidden: 45_000 };
/** A poll that came back sooner than this was not held: do not ask in a hot loop. */
const notHeld = 500;

/** Milliseconds on a lower rung after which the stream gets another chance, the last again and again. */
const climbsAfter = [5, 15, 60].map(minutes => minutes * 60_000);

/** Seconds a poll of each rung asks to be held. */
export const waits = Object.freeze({ stream: 25, long: 25, brief: 10, short: 0 });

/** @typedef {"stream" | "long" | "brief" | "short"} Rung from best to what always works */

/**
 * @typedef {object} Ladder
 * @property {Rung} rung
 * @property {boolean} unsure whether anybody answers: the next attempt asks with wait=0 first
 * @property {number[]} failures when the stream failed lately
 * @property {number} cuts polls cut early on this rung
 * @property {number} attempt failures in a row, for the back-off
 * @property {number | null} healthySince
 * @property {number} triedAt when the stream had its last chance
 * @property {number} climbs chances it had on a lower rung
 */

/**
 * @typedef {{ type: "ready" }
 *   | { type: "broken" }
 *   | { type: "down" }
 *   | { type: "busy", retryAfter: number }
 *   | { type: "bye" }
 *   | { type: "cut" }
 *   | { type: "woke" }
 *   | { type: "answered", held: number, empty: boolean, hidden: boolean }} Happening
 * ready: the stream flows. broken: it does not, though the server answers. down: nobody answers.
 * busy: 429 or 503, in seconds. bye: the server closed cleanly. cut: a held poll was cut early.
 * woke: the machine or page slept. answered: a poll came back after so many milliseconds.
 */

/** @typedef {{ ladder: Ladder, delay: number }} Step delay: milliseconds before the next attempt */

/** @returns {Ladder} */
export function top() {
  return { rung: "stream", unsure: false, failures: [], cuts: 0, attempt: 0, healthySince: null, triedAt: 0, climbs: 0 };
}

/**
 * Whether the stream, once proven broken, has waited for its next chance.
 * @param {Ladder} ladder
 * @param {number} now
 */
export function mayClimb({ rung, triedAt, climbs }, now) {
  return rung !== "stream" && now - triedAt >= climbsAfter[Math.min(climbs, climbsAfter.length - 1)];
}

/**
 * The stream has its chance now.
 * @param {Ladder} ladder
 * @param {number} now
 * @returns {Ladder}
 */
export const climbing = (ladder, now) => ({ ...ladder, triedAt: now, climbs: ladder.climbs + 1 });

/**
 * It has used it.
 * @param {Ladder} ladder
 * @returns {Ladder}
 */
export const climbed = ({ climbs, triedAt }) => ({ ...top(), climbs, triedAt });

/**
 * Another network: what was proven of the last one does not count.
 * @param {Ladder} ladder
 * @returns {Ladder}
 */
export const elsewhere = ladder => ({ ...ladder, triedAt: 0, climbs: 0, attempt: 0 });

/**
 * What to do next. Pure: time and chance come from outside.
 * @param {Ladder} ladder
 * @param {Happening} happening
 * @param {number} now milliseconds
 * @param {() => number} random
 * @returns {Step}
 */
export function step(ladder, happening, now, random = Math.random) {
  switch (happening.type) {
    case "ready": return { ladder: { ...ladder, unsure: false, healthySince: now }, delay: 0 };
    case "answered": return answered(ladder, happening, now);
    // How often it failed while there was no line says nothing of the one there is now.
    case "woke": return { ladder: { ...ladder, unsure: true, attempt: 0 }, delay: 0 };
    case "bye": return bye(ladder, now, random);
    case "busy": return retry(ladder, now, happening.retryAfter * 1000, random);
    case "down": return retry({ ...ladder, unsure: true }, now, 0, random);
    case "broken": return broken(ladder, now, random);
    case "cut": return cut(ladder, now, random);
  }
}

/**
 * @param {Ladder} ladder
 * @param {{ held: number, empty: boolean, hidden: boolean }} answer
 * @param {number} now
 * @returns {Step}
 */
function answered(ladder, { held, empty, hidden }, now) {
  const wholeWait = held >= (waits[ladder.rung] - 1) * 1000;
  const next = { ...ladder, unsure: false, healthySince: ladder.healthySince ?? now, cuts: wholeWait ? 0 : ladder.cuts };
  if (ladder.unsure) return { ladder: next, delay: 0 };
  if (ladder.rung === "short") return { ladder: next, delay: hidden ? shortPause.hidden : shortPause.visible };
  return { ladder: next, delay: held < notHeld ? (empty ? 1000 : 100) : 0 };
}

/**
 * @param {Ladder} ladder
 * @param {number} now
 * @param {() => number} random
 * @returns {Step}
 */
function bye(ladder, now, random) {
  return isHealthy(ladder, now) ? { ladder: { ...ladder, attempt: 0, healthySince: null }, delay: random() * 500 } : retry(ladder, now, 0, random);
}

/**
 * @param {Ladder} ladder
 * @param {number} now
 * @param {() => number} random
 * @returns {Step}
 */
function broken(ladder, now, random) {
  const failures = [...ladder.failures.filter(at => now - at < failureWindow), now];
  return ladder.rung === "stream" && failures.length >= failuresAllowed
    ? { ladder: { ...climbed(ladder), rung: "long", triedAt: now }, delay: 0 }
    : retry({ ...ladder, failures, unsure: false }, now, 0, random);
}

/**
 * @param {Ladder} ladder
 * @param {number} now
 * @param {() => number} random
 * @returns {Step}
 */
function cut(ladder, now, random) {
  const cuts = ladder.cuts + 1;
  if (ladder.rung === "long" && cuts >= 2) return { ladder: { ...climbed(ladder), rung: "brief" }, delay: 0 };
  if (ladder.rung === "brief") return { ladder: { ...climbed(ladder), rung: "short" }, delay: 0 };
  return retry({ ...ladder, cuts }, now, 0, random);
}

/**
 * @param {Ladder} ladder
 * @param {number} now
 * @param {number} atLeast milliseconds the server asked for
 * @param {() => number} random
 * @returns {Step}
 */
function retry(ladder, now, atLeast, random) {
  const attempt = isHealthy(ladder, now) ? 0 : ladder.attempt;
  return { ladder: { ...ladder, attempt: attempt + 1, healthySince: null }, delay: atLeast + backoff(attempt, random) };
}

/**
 * @param {Ladder} ladder
 * @param {number} now
 */
const isHealthy = ({ healthySince }, now) => healthySince !== null && now - healthySince >= health;
