/** Milliseconds until the first event: a proxy that buffers shows here. */
const helloWithin = 4_000;
/** Milliseconds between the first two flushes, and the few bytes that push the second one on: a proxy that holds more back shows here. */
const readyWithin = 1_500;
/** Milliseconds of silence after which a stream is dead; the server's heartbeat comes every 15 s. */
const silence = 40_000;

const types = ["hello", "ready", "beat", "change", "bump", "you", "presence", "typing", "read", "name", "gone", "resync", "bye"];

/**
 * @typedef {object} StreamHandlers
 * @property {(event: any) => void} event of any type, in order
 * @property {() => void} ready the stream has proven that it flows
 * @property {() => void} bye the server closed it cleanly
 * @property {() => void} broken it failed, went silent or spoke nonsense
 */

/**
 * One stream of server-sent events, closed at its first fault: coming back is the ladder's to decide.
 * @param {string} url
 * @param {StreamHandlers} on
 */
export function openStream(url, on) {
  const source = new EventSource(url);
  let watchdog = setTimeout(fail, helloWithin);
  source.onerror = fail;
  for (const type of types) source.addEventListener(type, receive);
  return { close };

  /** @param {MessageEvent} message */
  function receive(message) {
    const event = read(message.data);
    if (event?.type !== message.type) return fail();
    if (event.type === "bye") close();
    else watch(event.type === "hello" ? readyWithin : silence);
    on.event(event);
    if (event.type === "ready") on.ready();
    if (event.type === "bye") on.bye();
  }

  /** @param {number} time */
  function watch(time) {
    clearTimeout(watchdog);
    watchdog = setTimeout(fail, time);
  }

  function fail() {
    close();
    on.broken();
  }

  function close() {
    clearTimeout(watchdog);
    source.onerror = null;
    source.close();
  }
}

/** @param {string} data */
function read(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
