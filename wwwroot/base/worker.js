/** The pages that the worker keeps lie in a cache for each person; there is one of them at a time. */
const pages = "pages-";

/** @param {string} person */
export const pagesOf = person => pages + person;

/**
 * Forgets the pages that are kept, but those of one person.
 * @param {string} [person]
 */
export async function forgetPages(person) {
  if (!globalThis.caches) return;
  const kept = person ? pagesOf(person) : "";
  const names = (await caches.keys()).filter(name => name.startsWith(pages) && name !== kept);
  await Promise.all(names.map(name => caches.delete(name)));
}

/** The pages that are kept, whoever's they are; null if there are none. */
export async function keptPages() {
  const person = await keptFor();
  return person ? caches.open(pagesOf(person)) : null;
}

/** The person whose pages are kept; null if there are none. */
export async function keptFor() {
  const name = (await caches.keys()).find(name => name.startsWith(pages));
  return name?.slice(pages.length) ?? null;
}

/**
 * The worker's registration, where the browser has one: over plain HTTP there is none.
 * @returns {Promise<ServiceWorkerRegistration | null>}
 */
export const registration = async () => await navigator.serviceWorker?.getRegistration() ?? null;

/** Name of the errand on which the browser wakes the worker. */
export const errand = "outbox";

/** Has the worker send what waits once there is a network, though no page may be open then. */
export async function sendLater() {
  try {
    await /** @type {any} */ (await registration())?.sync?.register(errand);
  } catch {
    // Not every browser does, or may: then the next page sends it.
  }
}
