import { page } from "/base/http.js";

/** Milliseconds after the last letter. */
const pause = 250;

/** Looks for people while one types; who is chosen stays chosen. */
export function picker() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.picker"));
  const search = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[type=search]") ?? null);
  if (!form || !search) return;
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => find(form, search), pause);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} search
 */
async function find(form, search) {
  const query = asked(form, search);
  const html = await page(`${form.dataset.page}?${query}`);
  const fresh = new DOMParser().parseFromString(html ?? "", "text/html").querySelector("form.picker fieldset");
  if (!fresh) return;
  // Somebody may have been chosen meanwhile.
  if (asked(form, search) === query) form.querySelector("fieldset")?.replaceWith(document.adoptNode(fresh));
  else find(form, search);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} search
 */
function asked(form, search) {
  const query = new URLSearchParams({ find: search.value });
  for (const person of new FormData(form).getAll("People")) query.append("people", String(person));
  return String(query);
}
