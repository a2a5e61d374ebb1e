/** Milliseconds between ticks, and the gap that says the machine slept. */
const tick = 5_000;
const slept = 20_000;

/**
 * Calls back whenever the page may have been asleep, out of sight or off the network.
 * @param {() => void} handler
 */
export function onWake(handler) {
  document.addEventListener("visibilitychange", () => { if (!document.hidden) handler(); });
  document.addEventListener("resume", handler);
  for (const type of ["focus", "online", "pageshow"]) addEventListener(type, handler);

  let last = Date.now();
  setInterval(() => {
    const gap = Date.now() - last;
    last = Date.now();
    if (gap > slept) handler();
  }, tick);
}
