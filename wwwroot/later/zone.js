/**
 * Tells forms in which zone a time is meant.
 * @param {ParentNode} root
 */
export function tellZone(root) {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("input[name=Zone]"))) field.value = timeZone ?? "";
}

tellZone(document);
