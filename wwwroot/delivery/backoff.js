const ceiling = 30_000;

/**
 * Milliseconds to wait. Full jitter: clients that were cut off together must not come back together.
 * @param {number} attempt 0 after the first failure
 * @param {() => number} random
 */
export function backoff(attempt, random = Math.random) {
  return random() * Math.min(ceiling, 1000 * 2 ** attempt);
}
