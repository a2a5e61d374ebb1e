const most = 8;

/** The last searches of this person in this browser, the newest first. */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(key()) ?? "[]");
    return Array.isArray(kept) ? kept.map(String).slice(0, most) : [];
  } catch {
    return [];
  }
}

/** @param {string} query */
export function remember(query) {
  const words = query.trim();
  if (!words) return;
  try {
    localStorage.setItem(key(), JSON.stringify([words, ...recent().filter(other => other !== words)].slice(0, most)));
  } catch {
    // The browser keeps nothing: then there are no recent searches.
  }
}

const key = () => `searches-${document.body.dataset.person}`;
