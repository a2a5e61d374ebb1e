import { top } from "/delivery/ladder.js";

/** @import { Ladder } from "/delivery/ladder.js" */

const key = "rung";
/** Milliseconds after which a network may have changed beyond recognition. */
const forgetAfter = 60 * 60_000;

/**
 * Where the tab's last page stood: finding out that a stream is held back takes ten seconds, which is not for every page.
 * @param {number} now
 * @returns {Ladder}
 */
export function recall(now) {
  try {
    const { rung, triedAt, climbs, at } = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    return rung && now - at < forgetAfter ? { ...top(), rung, triedAt, climbs } : top();
  } catch {
    return top(); // storage may be blocked
  }
}

/**
 * @param {Ladder} ladder
 * @param {number} now
 */
export function remember({ rung, triedAt, climbs }, now) {
  try {
    if (rung === "stream") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify({ rung, triedAt, climbs, at: now }));
  } catch { /* as above */ }
}
