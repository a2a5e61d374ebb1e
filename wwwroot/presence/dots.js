import { t } from "/base/text.js";
import { moment } from "/base/time.js";
import { on } from "/delivery/stream.js";
import { onWake } from "/delivery/wake.js";

/** @typedef {{ person: number, state: "online" | "away" | "offline", seen?: string | null }} Sighting */

/** People that can be asked about at once. */
const most = 200;
/** Milliseconds in which dots that come one by one are asked about together. */
const together = 50;
/** Milliseconds for everybody else to be back, too, after the line was down for all. */
const settle = 5_000;
/** Milliseconds after which what was heard may be wrong: a signal can be lost, and by short polls none comes. */
const old = { usually: 4 * 60_000, withoutSignals: 30_000 };
/** Milliseconds between two looks at the clock. */
const tick = 10_000;

/** @type {Map<string, Sighting>} What is known of whom. */
const known = new Map();
/** @type {Set<string>} */
const asked = new Set();
let askedAt = 0;
let timer = 0;
let hasSignals = true;

/** Fills every element with `data-presence`, wherever it stands and whenever it comes. */
export function dots() {
  on("presence", learn);
  on("heads", ({ type }) => { if (type === "hello") refresh(settle); });
  on("back", () => refresh(settle));
  on("rung", ({ rung }) => { hasSignals = rung !== "short"; });
  onWake(refreshIfOld);
  setInterval(refreshIfOld, tick);
  new MutationObserver(paint).observe(document.body, { childList: true, subtree: true });
  paint();
}

/** @param {Sighting} sighting */
function learn(sighting) {
  known.set(String(sighting.person), sighting);
  paint();
}

function refreshIfOld() {
  if (!document.hidden && Date.now() - askedAt > (hasSignals ? old.usually : old.withoutSignals)) refresh(0);
}

/** @param {number} delay */
function refresh(delay) {
  setTimeout(() => {
    asked.clear();
    paint();
  }, delay);
}

function paint() {
  for (const dot of all()) {
    const sighting = known.get(personOf(dot));
    if (sighting) show(dot, sighting);
  }
  if (unknown().length) timer ||= setTimeout(ask, together);
}

const all = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".presence[data-presence]"));

/** @param {HTMLElement} dot */
const personOf = dot => dot.dataset.presence ?? "";

const unknown = () => [...new Set([...all()].map(personOf))].filter(person => /^\d+$/.test(person) && !asked.has(person));

async function ask() {
  timer = 0;
  const people = unknown().slice(0, most);
  if (!people.length) return;
  people.forEach(person => asked.add(person));
  askedAt = Date.now();
  for (const sighting of await look(people)) known.set(String(sighting.person), sighting);
  paint();
}

/**
 * @param {string[]} people
 * @returns {Promise<Sighting[]>}
 */
async function look(people) {
  try {
    const response = await fetch(`/presence?of=${people.join()}`, { headers: { "Accept": "application/json" } });
    return response.ok ? (await response.json()).people : [];
  } catch {
    return []; // when the line is back, they are asked about again
  }
}

/**
 * @param {HTMLElement} dot
 * @param {Sighting} sighting
 */
function show(dot, { state, seen }) {
  const word = words(state);
  const title = seen ? t("Last seen {0}", moment(new Date(seen))) : word;
  if (dot.dataset.state !== state) dot.dataset.state = state;
  if (dot.title !== title) dot.title = title;
  if (dot.textContent !== word) dot.replaceChildren(hidden(word));
}

/** @param {Sighting["state"]} state */
function words(state) {
  switch (state) {
    case "online": return t("Online");
    case "away": return t("Away");
    default: return t("Offline");
  }
}

/** @param {string} word */
function hidden(word) {
  const span = document.createElement("span");
  span.className = "sr-only";
  span.textContent = word;
  return span;
}
