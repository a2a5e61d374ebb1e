/** Milliseconds after which work is done though no frame was painted: a hidden page paints none. */
const late = 200;

/**
 * Gathers items and hands them over together, once a frame.
 * @template T
 * @param {(items: T[]) => void} handle
 * @returns {(item: T) => void}
 */
export function batched(handle) {
  /** @type {T[]} */
  let items = [];
  let frame = 0;
  let timer = 0;
  return item => {
    items.push(item);
    if (items.length > 1) return;
    if (!document.hidden) frame = requestAnimationFrame(flush);
    timer = setTimeout(flush, document.hidden ? 0 : late);
  };

  function flush() {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    const gathered = items;
    items = [];
    handle(gathered);
  }
}
