/**
 * Tells screen readers, after what they are saying.
 * @param {string} text
 */
export const announce = text => say("announce", text);

/**
 * Tells screen readers at once.
 * @param {string} text
 */
export const alarm = text => say("alert", text);

/**
 * @param {string} id
 * @param {string} text
 */
function say(id, text) {
  const region = document.getElementById(id);
  if (!region) return;
  region.textContent = "";
  // The same text twice is silent unless the region was empty in between.
  setTimeout(() => { region.textContent = text; }, 50);
}
