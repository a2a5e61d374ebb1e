/** @import { Quote } from "/messages/quote.js" */

const person = document.body.dataset.person;

/**
 * What was typed in a room or a thread and not sent.
 * @param {string} place "42" is a room, "42/1801" a thread in it
 */
export const draft = place => read(`draft:${person}:${place}`);

/**
 * What the box begins with: what was typed there before, and after it what came along with the page's address. That is taken
 * over once, or it would come back after it was sent.
 * @param {string} place
 * @param {string} written in the page already
 */
export function beginning(place, written) {
  const kept = draft(place);
  const address = new URL(location.href);
  const brought = address.searchParams.get("body")?.trim().replaceAll("\r\n", "\n") ?? "";
  if (!brought) return written || kept;
  address.searchParams.delete("body");
  history.replaceState(history.state, "", address);
  const both = kept && kept !== brought ? `${kept}\n${brought}` : brought;
  keepDraft(place, both);
  return both;
}

/**
 * @param {string} place
 * @param {string} text
 */
export const keepDraft = (place, text) => keep(`draft:${person}:${place}`, text.trim() && text);

/**
 * What one was about to answer there.
 * @param {string} place
 * @returns {Quote | null}
 */
export function draftQuote(place) {
  const text = read(`quote:${person}:${place}`);
  return text ? JSON.parse(text) : null;
}

/**
 * @param {string} place
 * @param {Quote | null} quote
 */
export const keepDraftQuote = (place, quote) => keep(`quote:${person}:${place}`, quote ? JSON.stringify(quote) : "");

/** @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    // Storage may be blocked or full: then a draft lives as long as its page.
    return "";
  }
}

/**
 * @param {string} key
 * @param {string} text
 */
function keep(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch { /* as above */ }
}
