const hovers = matchMedia("(hover: hover)");

/** The list stands otherwise than it should, because somebody was in it. */
let late = false;

/** Lists are put in order as soon as nobody points at them and the focus has left them. */
export function keepOrder() {
  for (const type of ["pointerover", "focusin", "focusout"]) document.addEventListener(type, whenLate);
  document.documentElement.addEventListener("pointerleave", whenLate);
}

// Where the focus goes is known one task after it has left.
const whenLate = () => { if (late) setTimeout(settle); };

/**
 * Something was said in a room: it moves up in its section.
 * @param {HTMLElement} link
 */
export function raise(link) {
  const newest = Math.max(...[...document.querySelectorAll("#sidebar .room-link")].map(active));
  link.dataset.active = String(newest + 1);
  settle();
}

/** Nothing jumps under the pointer or under the keys. */
function settle() {
  late = isHeld();
  if (!late) for (const list of lists(document)) sort(list);
}

/**
 * A sidebar that was fetched while somebody is in ours: its rooms take the places they have.
 * @param {Element} fresh
 */
export function holdPlaces(fresh) {
  if (!isHeld()) return;
  late = true;
  for (const list of lists(fresh)) {
    const present = [...document.getElementById(list.id)?.children ?? []].map(({ id }) => id);
    const place = new Map(present.map((id, index) => [id, index]));
    const items = [...list.children].sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0);
    list.append(...items);
  }
}

/** @param {Element} list */
function sort(list) {
  const items = [...list.children];
  const sorted = items.toSorted((a, b) => active(b.querySelector(".room-link")) - active(a.querySelector(".room-link")));
  if (sorted.some((item, index) => item !== items[index])) list.append(...sorted);
}

/** @param {Document | Element} root */
const lists = root => root.querySelectorAll(".room-list");

/** @param {Element | null} link */
const active = link => Number(/** @type {HTMLElement | null} */ (link)?.dataset.active);

function isHeld() {
  const sidebar = document.getElementById("sidebar");
  return Boolean(sidebar && ((hovers.matches && sidebar.matches(":hover")) || sidebar.contains(document.activeElement)));
}
