const language = document.documentElement.lang || "en";

/** The reader's regional habit (en-GB: 14:05) where it is of the page's language. */
const locale = navigator.languages.find(tag => tag.split("-")[0] === language) ?? language;

const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" }); // as within the whole, which is its accessible name
const full = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
const short = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const date = new Intl.DateTimeFormat(locale, { weekday: "long", year: "numeric", month: "long", day: "numeric" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

/**
 * Writes every time under a root in the reader's zone: the clock within a message, the date too elsewhere.
 * @param {ParentNode} root
 */
export function localise(root) {
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (root.querySelectorAll("time:not([data-local])"))) {
    time.dateTime ||= time.textContent.replace(" ", "T");
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    const words = full.format(at);
    time.textContent = (time.closest(".message") && !isOfAnotherDay(time, at) ? clock : short).format(at);
    time.title = words;
    time.closest("a.at")?.setAttribute("aria-label", words);
    time.dataset.local = "";
  }
}

/**
 * Within a message the clock is enough, as days stand between messages; but not for what may be of a later day.
 * @param {HTMLTimeElement} time
 * @param {Date} at
 */
const isOfAnotherDay = (time, at) => time.dataset.dated !== undefined && at.toDateString() !== new Date().toDateString();

/** @param {Date} at */
export const written = at => short.format(at);

/**
 * What a clock in that zone shows now; null where the browser does not know the zone.
 * @param {string} zone
 */
export function clockIn(zone) {
  try {
    return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: zone }).format();
  } catch {
    return null;
  }
}

/**
 * Date and time in a few words.
 * @param {Date} at
 */
export const moment = at => short.format(at);

/**
 * "Today", "Yesterday" or the date.
 * @param {Date} at
 * @param {Date} now
 */
export function dayOf(at, now) {
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  return days === 0 || days === -1 ? capital(relative.format(days, "day")) : date.format(at);
}

/** @param {Date} at */
const midnight = at => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** @param {string} word */
const capital = word => word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
