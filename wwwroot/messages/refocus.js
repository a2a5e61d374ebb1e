import { onDecorate } from "/messages/decorate.js";

/**
 * A message is replaced whole when it changes: whoever has just pressed a button below it with the keyboard goes on
 * from the one that has taken its place.
 */
let last = /** @type {HTMLButtonElement | null} */ (null);

document.addEventListener("focusin", ({ target }) => { last = target instanceof HTMLButtonElement && target.name ? target : null; }, { passive: true });
document.addEventListener("pointerdown", () => { last = null; }, { passive: true });

onDecorate(list => {
  if (!last || last.isConnected || document.activeElement !== document.body) return;
  const { name, value } = last;
  const action = last.closest("form")?.getAttribute("action");
  last = null;
  if (!action) return;
  const form = list.querySelector(`.message form[action="${CSS.escape(action)}"]`);
  const same = [...form?.querySelectorAll("button") ?? []].find(button => button.name === name && button.value === value);
  same?.focus({ preventScroll: true });
});
