/** @import { Offer, Source } from "/messages/complete.js" */
/** @typedef {{ unicode: string, annotation: string, shortcodes?: string[] }} Emoji */
/** @typedef {{ getEmojiBySearchQuery(query: string): Promise<Emoji[]> }} Words what the vendored database can be asked */

const most = 8;

/** @type {Promise<Words[]> | null} */
let opened = null;

/** @type {Source} A colon and at least two letters, or one syllable: ":)" and "10:30" are none. */
export const emoji = { begun: /(?<![\p{L}\p{N}:]):(\p{L}[\p{L}\p{M}\p{N}_+-]*)$/u, find };

/**
 * @param {string} part
 * @returns {Promise<Offer[]>}
 */
async function find(part) {
  if (part.length < 2 && !/[\uac00-\ud7a3]/.test(part)) return [];
  try {
    const answers = await Promise.all((await open()).map(words => words.getEmojiBySearchQuery(part.replaceAll("_", " "))));
    return unique(answers.flat()).slice(0, most).map(offerOf);
  } catch {
    return []; // no storage, or no network the first time
  }
}

/** In the reader's language, and in English, which everybody knows shortcodes in. Half a megabyte, so only when it is asked for. */
function open() {
  opened ??= import("/vendor/emoji-picker-element/database.js").then(({ default: Database }) =>
    [...new Set([document.documentElement.lang === "ko" ? "ko" : "en", "en"])]
      .map(locale => new Database({ locale, dataSource: `/vendor/emoji-data/${locale}.json` })));
  opened.catch(() => { opened = null; });
  return opened;
}

/** @param {Emoji[]} found */
const unique = found => [...new Map(found.map(emoji => [emoji.unicode, emoji])).values()];

/**
 * @param {Emoji} emoji
 * @returns {Offer}
 */
const offerOf = ({ unicode, annotation }) => ({ text: `${unicode} `, label: annotation, sign: unicode });
