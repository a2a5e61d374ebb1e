import { csrf, fragment } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { enterSubmits } from "/messages/enter.js";
import { Choice } from "/search/choice.js";
import { recent } from "/search/recent.js";

/** Milliseconds after the last letter. */
const pause = 120;

/** Recent searches that are offered, without a letter and with some. */
const mostRecent = 5;
const mostMatching = 2;

/** @type {HTMLDialogElement | null} */
let dialog = null;
let opener = /** @type {Element | null} */ (null);

/** Lets the link to the page for it open the dialog instead. */
export function switcher() {
  document.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    if (!event.target.closest("#jump-link")) return;
    event.preventDefault();
    openSwitcher();
  });
}

/** Shows rooms, people and recent searches, by what one types. */
export function openSwitcher() {
  if (dialog || document.querySelector("dialog[open]")) return;
  opener = document.activeElement;
  dialog = frame();
  document.body.append(dialog);
  const box = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector("[role=listbox]"));
  const choice = new Choice(box, list);
  let timer = 0;
  let asked = "";
  let answer = show("");

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
  box.addEventListener("keydown", event => {
    if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  });
  enterSubmits(/** @type {any} */ (box), take);
  dialog.querySelector("form")?.addEventListener("submit", event => {
    event.preventDefault();
    take();
  });
  list.addEventListener("click", event => {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (option) go(/** @type {HTMLElement} */ (option));
  });
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog?.close(); });
  dialog.addEventListener("close", close);
  dialog.showModal();
  box.focus();

  /** Resolves when the list is for what stands in the box. */
  function ask() {
    clearTimeout(timer);
    const typed = box.value.trim();
    if (typed !== asked) answer = show(typed);
    return answer;
  }

  /** @param {number} step */
  async function move(step) {
    await ask();
    choice.move(step);
  }

  async function take() {
    await ask();
    const option = choice.chosen;
    if (option) go(option);
  }

  /** @param {string} typed */
  async function show(typed) {
    asked = typed;
    const html = await fragment(`/jump?${new URLSearchParams({ q: typed })}`, ".destinations");
    if (typed !== asked) return;
    list.replaceChildren(...[...parse(html ?? "").querySelectorAll("[role=group]")], ...searches(typed));
    choice.begin();
  }
}

function close() {
  dialog?.remove();
  dialog = null;
  if (opener instanceof HTMLElement) opener.focus();
}

/** @param {HTMLElement} option */
function go(option) {
  if (option.dataset.href) return location.assign(option.dataset.href);
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/direct";
  for (const [name, value] of [["Person", option.dataset.person ?? ""], ["__RequestVerificationToken", csrf()]]) {
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", name ?? "", value ?? ""];
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

/** @param {string} typed */
function searches(typed) {
  const known = typed
    ? recent().filter(query => query !== typed && query.toLowerCase().includes(typed.toLowerCase())).slice(0, mostMatching)
    : recent().slice(0, mostRecent);
  const options = known.map((query, index) => searchFor(`jump-recent-${index}`, query, query));
  if (typed) options.push(searchFor("jump-search", typed, t("Search for {0}", typed)));
  return options.length ? [group(typed ? t("Search") : t("Recent searches"), options)] : [];
}

/**
 * @param {string} id
 * @param {string} query
 * @param {string} words
 */
function searchFor(id, query, words) {
  const option = /** @type {HTMLElement} */ (parse(
    `<div role="option" aria-selected="false"><span class="search-sign" aria-hidden="true"></span><span class="name" dir="auto"></span></div>`).firstElementChild);
  option.id = id;
  option.dataset.href = `/search?${new URLSearchParams({ q: query })}`;
  /** @type {Element} */ (option.querySelector(".name")).textContent = words;
  return option;
}

/**
 * @param {string} name
 * @param {HTMLElement[]} options
 */
function group(name, options) {
  const group = /** @type {HTMLElement} */ (parse(`<div role="group"><p class="group" aria-hidden="true"></p></div>`).firstElementChild);
  group.setAttribute("aria-label", name);
  /** @type {Element} */ (group.firstElementChild).textContent = name;
  group.append(...options);
  return group;
}

function frame() {
  const dialog = /** @type {HTMLDialogElement} */ (parse(
    `<dialog class="switcher"><form method="dialog"><input type="text" role="combobox" aria-expanded="true" aria-controls="switcher-list" ` +
    `aria-autocomplete="list" autocomplete="off" enterkeyhint="go" maxlength="80" dir="auto"></form>` +
    `<div id="switcher-list" role="listbox"></div><p class="none"></p></dialog>`).firstElementChild);
  const name = t("Jump to a room or person");
  dialog.setAttribute("aria-label", name);
  dialog.querySelector("input")?.setAttribute("aria-label", name);
  dialog.querySelector("input")?.setAttribute("placeholder", name);
  dialog.querySelector("[role=listbox]")?.setAttribute("aria-label", t("Rooms, people and searches"));
  /** @type {Element} */ (dialog.querySelector(".none")).textContent = t("Type a few letters of a name.");
  return dialog;
}
