import { alarm } from "/base/announce.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { localise } from "/base/time.js";
import { drop, render, retitle } from "/rooms/unread.js";
import { showVoice, takePlace } from "/rooms/voice.js";

/** @import { Change } from "/delivery/cursors.js" */

/**
 * A change of the room itself: its name and rules, or who is in it and may do what.
 * @param {Change} change
 */
export function applyToRoom(change) {
  if (change.kind === "room") rename(change);
  if (change.kind === "member") member(change);
}

/**
 * Name, rules, number of members and my own place as a page has them that was fetched just now.
 * @param {HTMLElement} fresh its main part
 */
export function takeHeader(fresh) {
  const name = fresh.querySelector("#room-name");
  if (name) rename({ room: Number(fresh.dataset.room), html: name.innerHTML });
  showCount(Number(fresh.querySelector("#member-count")?.textContent));
  takePlace(fresh);
}

/**
 * Direct chats and groups have no name that were the same for all: what they are called comes with the sidebar.
 * @param {{ room: number, html: string }} change
 */
function rename({ room, html }) {
  const fresh = parse(html);
  const name = fresh.textContent ?? "";
  if (!name) return;
  takeTitle(name);
  document.getElementById("room-name")?.replaceChildren(fresh);
  const inSidebar = document.querySelector(`#sidebar .room-link[data-room="${room}"] .name`);
  if (inSidebar) inSidebar.textContent = name;
  showVoice();
}

/**
 * The room that is open is called otherwise now.
 * @param {string} name
 */
export function takeTitle(name) {
  const header = document.getElementById("room-name");
  const before = header?.textContent ?? "";
  if (!header || before === name) return;
  header.textContent = name;
  retitle(document.title.replace(/^\(\d+\+?\) /, "").replace(before, name));
  document.querySelector("#composer textarea")?.setAttribute("placeholder", t("Message {0}", name));
}

/** @param {Change} change */
function member({ person, html, members }) {
  if (members !== undefined) showCount(members);
  const fresh = /** @type {HTMLElement | null} */ (parse(html).firstElementChild);
  if (fresh && String(person) === document.body.dataset.person) takePlace(fresh);
  const list = document.getElementById("members");
  if (!list) return;
  const known = document.getElementById(`person-${person}`);
  if (!fresh) known?.remove();
  else if (known) known.replaceWith(fresh);
  else if (list.dataset.part !== "true") list.append(fresh);
  localise(list);
}

/** @param {number} members */
function showCount(members) {
  const count = document.getElementById("member-count");
  const label = count?.nextElementSibling;
  if (!count || !label) return;
  count.textContent = String(members);
  label.textContent = members === 1 ? t("member") : t("members");
}

/**
 * I may no longer see the room that is open. What I was writing is not the room's: it stays in sight.
 * @param {number} room
 */
export function closeRoom(room) {
  const main = document.getElementById("main");
  if (!main) return;
  const words = t("You are no longer in this room.");
  const card = parse(`<div class="card"><h1></h1><p><a class="button" href="/rooms"></a></p></div>`);
  /** @type {Element} */ (card.querySelector("h1")).textContent = words;
  /** @type {Element} */ (card.querySelector("a")).textContent = t("Find another room");
  const written = unsent();
  if (written) card.firstElementChild?.append(kept(written));
  main.className = "page narrow";
  main.replaceChildren(card);
  delete main.dataset.room;
  drop(room);
  render();
  alarm(words);
}

function unsent() {
  const bodies = [...document.querySelectorAll(".message.pending .body")].map(body => body.textContent ?? "");
  const boxes = [...document.querySelectorAll("form.edit textarea, .composer textarea")].map(box => /** @type {HTMLTextAreaElement} */ (box).value);
  return [...bodies, ...boxes].filter(text => text.trim()).join("\n\n");
}

/** @param {string} text */
function kept(text) {
  const field = parse(`<div class="field"><label for="kept"></label><textarea id="kept" rows="6" dir="auto" readonly></textarea></div>`);
  /** @type {Element} */ (field.querySelector("label")).textContent = t("What you were writing there");
  /** @type {HTMLTextAreaElement} */ (field.querySelector("textarea")).value = text;
  return field;
}
