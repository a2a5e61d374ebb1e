const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** @type {Record<string, string>} What Apple's keyboards call them. */
const signs = { "Ctrl": "⌘", "Ctrl K": "⌘ K", "Shift": "⇧" };

/**
 * Calls the keys what they are called on this machine.
 * @param {ParentNode} root
 */
export function speakTheirKeys(root) {
  if (!isMac) return;
  for (const key of root.querySelectorAll("kbd")) key.textContent = signs[key.textContent ?? ""] ?? key.textContent;
}
