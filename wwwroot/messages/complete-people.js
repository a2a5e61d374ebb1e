import { t } from "/base/text.js";

/** @import { Offer, Source } from "/messages/complete.js" */
/** @typedef {{ people: { person: number, name: string, handle: string }[], all: ("room" | "here")[] }} Found */

const hues = 12;
/** Answers worth keeping: those to what one types over and over. */
const mostKept = 50;

const room = document.getElementById("main")?.dataset.room;
/** @type {Map<string, Found>} */
const kept = new Map();

/** @type {Source} An @ at the beginning of a word, or after Hangul, Kana or Han. */
export const people = {
  begun: /(?<=^|[^\p{L}\p{N}@/]|[\u1100-\u11ff\u3040-\u318f\u3400-\u9fff\uac00-\ud7a3])@([\p{L}\p{M}\p{N}._-]{0,32})$/u,
  find,
};

/**
 * @param {string} part
 * @returns {Promise<Offer[]>}
 */
async function find(part) {
  const found = kept.get(part) ?? await ask(part);
  return found ? [...found.people.map(offerOf), ...found.all.map(offerOfAll)] : [];
}

/** @param {string} part */
async function ask(part) {
  try {
    const response = await fetch(`/rooms/${room}/callables?find=${encodeURIComponent(part)}`, { headers: { "Accept": "application/json" } });
    return response.ok ? keep(part, await response.json()) : null;
  } catch {
    return null; // one can type a name without help
  }
}

/**
 * @param {string} part
 * @param {Found} found
 */
function keep(part, found) {
  if (kept.size === mostKept) kept.clear();
  kept.set(part, found);
  return found;
}

/**
 * @param {Found["people"][0]} member
 * @returns {Offer}
 */
const offerOf = ({ person, name, handle }) => ({
  text: `@${handle} `, label: name, detail: `@${handle}`, sign: [...name][0]?.toUpperCase() ?? "?", hue: person % hues,
});

/**
 * @param {Found["all"][0]} all
 * @returns {Offer}
 */
const offerOfAll = all => ({
  text: `@${all} `, label: `@${all}`, detail: all === "room" ? t("Everybody in this room") : t("Everybody who is here now"), sign: "@",
});
