import { retryAfter } from "/base/http.js";

/** Milliseconds beyond its wait after which a poll is given up. */
const grace = 10_000;

/**
 * @typedef {object} PollAnswer
 * @property {string} epoch
 * @property {any[]} events
 * @property {Record<string, number>} cursors revisions the events lead to
 * @property {Record<string, number>} heads last message of each of my rooms
 * @property {Record<string, number>} reads how far I have read them
 * @property {string} stamp of heads and reads
 */

/**
 * @typedef {{ kind: "answer", answer: PollAnswer }
 *   | { kind: "expired" }
 *   | { kind: "busy", retryAfter: number }
 *   | { kind: "failed" }} Outcome
 * failed: nobody answered, or something that is not our server (a captive portal, a gateway's error page).
 */

/**
 * One poll. Never throws.
 * @param {string} url
 * @param {number} wait seconds the server may hold it
 * @param {AbortSignal} [signal]
 * @returns {Promise<Outcome>}
 */
export async function poll(url, wait, signal) {
  const patience = AbortSignal.timeout(wait * 1000 + grace);
  try {
    const response = await fetch(url, { cache: "no-store", redirect: "error", signal: signal ? AbortSignal.any([signal, patience]) : patience });
    return await read(response);
  } catch {
    return { kind: "failed" };
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Outcome>}
 */
async function read(response) {
  if (response.status === 401) return { kind: "expired" };
  if (response.status === 429 || (response.status === 503 && retryAfter(response))) return { kind: "busy", retryAfter: retryAfter(response) || 1 };
  if (!response.ok || !/^application\/json\b/.test(response.headers.get("Content-Type") ?? "")) return { kind: "failed" };
  const answer = await response.json();
  return Array.isArray(answer?.events) ? { kind: "answer", answer } : { kind: "failed" };
}
