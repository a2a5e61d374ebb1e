/**
 * Hands HTML to htmx: it swaps or morphs the target and wires what is new.
 * @param {Element} target
 * @param {string} html
 * @param {"outerMorph" | "innerMorph" | "outerHTML" | "innerHTML"} style
 * @returns {Promise<void>}
 */
export function swap(target, html, style) {
  return /** @type {any} */ (window).htmx.swap({ target, text: html, swap: style });
}

/**
 * HTML of our own server as nodes.
 * @param {string} html
 */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
