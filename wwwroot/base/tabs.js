import { me, onOther } from "/base/me.js";

/** @type {Map<string, Promise<unknown>>} */
const turns = new Map();

/**
 * Work that the tabs of this browser do one at a time. Where it has no locks (on plain HTTP) only this page's own
 * turns are kept: the work must be harmless when two tabs do it at once.
 * @param {string} name
 * @param {() => Promise<void>} work
 * @returns {Promise<void>}
 */
export function inTurn(name, work) {
  if (navigator.locks) return navigator.locks.request(name, work);
  const turn = (turns.get(name) ?? Promise.resolve()).then(work, work);
  turns.set(name, turn);
  return turn;
}

/**
 * Says something to all tabs of this person, this one included. A page that the browser keeps for the way back is deaf:
 * at the first word it heard, it would be thrown away.
 * @template T
 * @param {string} name
 * @param {(message: T) => void} hear
 * @returns {(message: T) => void}
 */
export function channel(name, hear) {
  /** @type {BroadcastChannel | null} */
  let others = null;
  open();
  onOther(open);
  addEventListener("pagehide", close);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) open(); });
  return message => {
    others?.postMessage(message);
    hear(message);
  };

  function open() {
    close();
    others = new BroadcastChannel(`${name}-${me()}`);
    others.onmessage = event => hear(event.data);
  }

  function close() {
    others?.close();
    others = null;
  }
}
