const block = document.getElementById("text");

/** @type {Record<string, string>} English text to the reader's language, from the layout. */
const texts = block ? JSON.parse(block.textContent || "{}") : {};

/**
 * The reader's words for an English text.
 * @param {string} english
 * @param {...(string | number)} values for {0}, {1} …
 */
export function t(english, ...values) {
  return (texts[english] ?? english).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));
}
