/** Milliseconds between ticks, and the gap that says the machine slept. */
const tick = 5_000;
const slept = 20_000;

/** @type {(() => void)[]} */
const handlers = [];

/**
 * Calls back whenever the page may have been asleep, out of sight or off the network.
 * @param {() => void} handler
 */
export function onWake(handler) {
  if (handlers.push(handler) === 1) watch();
}

function watch() {
  document.addEventListener("visibilitychange", () => { if (!document.hidden) wake(); });
  document.addEventListener("resume", wake);
  for (const type of ["focus", "online", "pageshow"]) addEventListener(type, wake);

  let last = Date.now();
  setInterval(() => {
    const gap = Date.now() - last;
    last = Date.now();
    if (gap > slept) wake();
  }, tick);
}

function wake() {
  for (const handler of handlers) handler();
}
