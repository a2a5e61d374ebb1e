/** As the policy of this page lets style elements pass. */
const nonce = /** @type {HTMLElement | null} */ (document.querySelector("script[nonce]"))?.nonce ?? "";

/**
 * Makes an element whose constructor writes a style element of its own: with the page's nonce it is let pass.
 * @template T
 * @param {() => T} make
 * @returns {T}
 */
export function withStyles(make) {
  const create = document.createElement;
  document.createElement = /** @type {typeof document.createElement} */ ((/** @type {string} */ name) => {
    const element = create.call(document, name);
    if (name === "style") element.nonce = nonce;
    return element;
  });
  try {
    return make();
  } finally {
    Reflect.deleteProperty(document, "createElement");
  }
}

/**
 * Our policy forbids style attributes, for whoever injects html could write them. A script that sets one may say the
 * same to the object model: so the picker's are taken there.
 */
export function styleByScript() {
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = /** @this {Element} @param {string} name @param {string} value */ function(name, value) {
    if (name === "style" && this instanceof HTMLElement) this.style.cssText = value;
    else set.call(this, name, value);
  };
}
