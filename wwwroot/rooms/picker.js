import { page } from "/base/http.js";

/** Milliseconds after the last letter. */
const pause = 250;

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.picker"));
const search = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));

let timer = 0;

// Looks for people while one types; who is chosen stays chosen.
search.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(find, pause);
});

async function find() {
  const query = asked();
  const html = await page(`${form.dataset.page}?${query}`);
  const fresh = new DOMParser().parseFromString(html ?? "", "text/html").querySelector("form.picker fieldset");
  if (!fresh) return;
  // Somebody may have been chosen meanwhile.
  if (asked() === query) form.querySelector("fieldset")?.replaceWith(document.adoptNode(fresh));
  else find();
}

function asked() {
  const query = new URLSearchParams({ find: search.value });
  for (const person of new FormData(form).getAll("People")) query.append("people", String(person));
  return String(query);
}
