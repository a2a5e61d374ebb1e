/** Emoji in a row. */
const shown = 8;
const key = "recent-emoji";
const usual = ["👍", "❤️", "😂", "🎉", "🙏", "👀", "🔥", "✅"];

/** What I have used last in this browser, and what people use most. */
export const recent = () => [...new Set([...kept(), ...usual])].slice(0, shown);

/** @param {string} emoji */
export function remember(emoji) {
  try {
    localStorage.setItem(key, JSON.stringify([...new Set([emoji, ...kept()])].slice(0, shown)));
  } catch {
    // The browser keeps nothing: the usual ones are shown.
  }
}

/** @returns {string[]} */
function kept() {
  try {
    const known = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(known) ? known.filter(emoji => typeof emoji === "string") : [];
  } catch {
    return [];
  }
}
