/** @type {number | null} */
let shown = null;

/**
 * Writes a number on the app's icon, where it has one.
 * @param {number} count
 */
export async function badge(count) {
  if (count === shown) return;
  shown = count;
  const { setAppBadge, clearAppBadge } = /** @type {any} */ (navigator);
  if (!setAppBadge) return;
  try {
    await (count ? setAppBadge.call(navigator, count) : clearAppBadge.call(navigator));
  } catch {
    // Some browsers ask for a permission first, and do without a badge as long as it is not given.
  }
}
