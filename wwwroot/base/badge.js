/**
 * Writes a number on the app's icon, where it has one. What it shows now is unknown: the worker and other pages write it too.
 * @param {number} count
 */
export async function badge(count) {
  const { setAppBadge, clearAppBadge } = /** @type {any} */ (navigator);
  if (!setAppBadge) return;
  try {
    await (count ? setAppBadge.call(navigator, count) : clearAppBadge.call(navigator));
  } catch {
    // Some browsers ask for a permission first, and do without a badge as long as it is not given.
  }
}
