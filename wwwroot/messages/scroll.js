/** Pixels from the end within which new messages scroll in. */
const near = 100;

const scroller = /** @type {HTMLElement} */ (document.getElementById("timeline"));
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// The timeline is a reversed column: it opens at its end without script, and `scrollTop` is 0 there and negative above.
const fromEnd = () => Math.abs(scroller.scrollTop);

export const isAtEnd = () => fromEnd() <= near;

/** More than a screen away from the end. */
export const isFarFromEnd = () => fromEnd() > scroller.clientHeight;

export function toEnd() {
  scroller.scrollTop = 0;
}

/** To the end, so that one sees the way where it is short. */
export function glideToEnd() {
  const smooth = !calm.matches && fromEnd() < 4 * scroller.clientHeight;
  scroller.scrollTo({ top: 0, behavior: smooth ? "smooth" : "instant" });
}

/**
 * @param {Element} element
 * @param {"start" | "center"} block
 */
export const reveal = (element, block) => element.scrollIntoView({ block, behavior: "instant" });

/** @param {() => void} handler */
export const onScroll = handler => scroller.addEventListener("scroll", handler, { passive: true });

/**
 * Changes messages without a jump: what is being read, or what takes its place, stays where it is.
 * @param {() => void} mutate
 */
export function steady(mutate) {
  const anchor = topmost();
  const before = anchor?.getBoundingClientRect().top ?? 0;
  mutate();
  const now = anchor?.isConnected ? anchor : document.getElementById(anchor?.id ?? "");
  if (!now) return;
  const moved = now.getBoundingClientRect().top - before;
  if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
}

/** The end of the messages that is farther from what is in view. */
export function farEnd() {
  const messages = all();
  return firstInView(messages) < messages.length / 2 ? "newer" : "older";
}

/** The first message in view. */
export function topmost() {
  const messages = all();
  return messages[firstInView(messages)];
}

const all = () => [...scroller.querySelectorAll(".message")];

/** @param {Element[]} messages */
function firstInView(messages) {
  const top = scroller.getBoundingClientRect().top;
  let low = 0;
  let high = messages.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {Element} */ (messages[middle]).getBoundingClientRect().bottom > top) high = middle;
    else low = middle + 1;
  }
  return low;
}
