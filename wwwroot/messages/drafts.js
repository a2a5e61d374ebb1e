const person = document.body.dataset.person;

/** @param {string} room */
const key = room => `draft:${person}:${room}`;

/**
 * What was typed in a room and not sent.
 * @param {string} room
 */
export function draft(room) {
  try {
    return localStorage.getItem(key(room)) ?? "";
  } catch {
    // Storage may be blocked or full: then a draft lives as long as its page.
    return "";
  }
}

/**
 * @param {string} room
 * @param {string} text
 */
export function keepDraft(room, text) {
  try {
    if (text.trim()) localStorage.setItem(key(room), text);
    else localStorage.removeItem(key(room));
  } catch { /* as above */ }
}
