/** The composer's menu closes when one goes elsewhere, as menus do. */
export function plus() {
  const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("#composer .plus"));
  if (!menu) return;
  document.addEventListener("pointerdown", ({ target }) => { if (target instanceof Node && !menu.contains(target)) menu.open = false; }, { passive: true });
  menu.addEventListener("click", ({ target }) => { if (target instanceof Element && target.closest("a")) menu.open = false; });
  menu.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
