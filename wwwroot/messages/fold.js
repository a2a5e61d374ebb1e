import { t } from "/base/text.js";
import { smallButton } from "/messages/button.js";

/** Characters of a folded message that are laid out: a hundred thousand would freeze the page for a second. */
const laidOut = 4_000;

/**
 * Folds a long message; a button shows all of it.
 * @param {HTMLElement} body
 * @param {() => void} onChange other nodes stand in it now
 */
export function fold(body, onChange) {
  body.dataset.fold = "";
  const whole = [...body.childNodes];
  const start = excerpt(body);
  const button = smallButton("unfold", "", () => {
    show(!body.classList.contains("open"));
    onChange();
    body.closest(".message")?.scrollIntoView({ block: "nearest" });
  });
  show(body.classList.contains("open"));
  body.after(button);

  /** @param {boolean} open */
  function show(open) {
    body.classList.toggle("open", open);
    if (start) body.replaceChildren(...(open ? whole : start));
    button.textContent = open ? t("Show less") : t("Show all");
    button.setAttribute("aria-expanded", String(open));
  }
}

/**
 * Copies of the nodes that hold the beginning, or null where all is short enough.
 * @param {HTMLElement} body
 */
function excerpt(body) {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let left = laidOut;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (length > left) return [...upTo(body, node, left).childNodes];
    left -= length;
  }
  return null;
}

/**
 * @param {HTMLElement} body
 * @param {Node} node
 * @param {number} offset
 */
function upTo(body, node, offset) {
  const range = document.createRange();
  range.setStart(body, 0);
  range.setEnd(node, offset);
  return range.cloneContents();
}
