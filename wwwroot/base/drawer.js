const narrow = matchMedia("(max-width: 47.99rem)");

/** Makes the menu link slide the sidebar in where it does not fit beside the page. */
export function drawer() {
  const menu = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.menu"));
  const main = document.getElementById("main");
  if (!menu || !main) return;

  menu.setAttribute("role", "button");
  menu.setAttribute("aria-expanded", "false");
  menu.addEventListener("click", event => {
    if (!narrow.matches) return;
    event.preventDefault();
    show(true);
  });
  menu.addEventListener("keydown", event => {
    if (event.key !== " ") return;
    event.preventDefault();
    menu.click();
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && isOpen() && !asks()) show(false); });
  document.addEventListener("click", event => { if (isOpen() && outside(event)) show(false); });
  narrow.addEventListener("change", () => show(false));
  addEventListener("pagehide", () => show(false));

  const isOpen = () => document.body.classList.contains("drawer-open");

  /** @param {MouseEvent} event */
  const outside = ({ target }) => target instanceof Element && !target.closest("#sidebar, a.menu, dialog");

  /** Escape is for the dialog that stands over it. */
  const asks = () => document.querySelector("dialog[open]") !== null;

  /** @param {boolean} open */
  function show(open) {
    const was = isOpen();
    document.body.classList.toggle("drawer-open", open);
    menu?.setAttribute("aria-expanded", String(open));
    if (main) main.inert = open;
    if (open) focusFirst();
    else if (was) menu?.focus();
  }
}

function focusFirst() {
  const sidebar = document.getElementById("sidebar");
  /** @type {HTMLElement | null | undefined} */ (sidebar?.querySelector("[aria-current]") ?? sidebar?.querySelector("a"))?.focus();
}
