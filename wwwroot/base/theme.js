/** Shows a chosen theme before it is saved, and colours the browser's own bars like the page. */
export function theme() {
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) preview(target);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colourBars);
  colourBars();
}

/** @param {HTMLInputElement | HTMLSelectElement} field */
function preview(field) {
  if (!/(^|\.)theme$/i.test(field.name) || !["", "light", "dark"].includes(field.value)) return;
  document.documentElement.dataset.theme = field.value;
  colourBars();
}

function colourBars() {
  const meta = document.querySelector('meta[name="theme-color"]');
  meta?.setAttribute("content", getComputedStyle(document.body).backgroundColor);
}
