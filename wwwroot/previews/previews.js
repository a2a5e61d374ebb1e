import { announce, alarm } from "/base/announce.js";
import { complaint, post } from "/base/http.js";
import { t } from "/base/text.js";
import { expect } from "/delivery/stream.js";
import { addAction, isMine } from "/messages/actions.js";

addAction({ name: "hide-previews", words: t("Hide link previews"), act: hide, isFor: mayHide, where: "menu" });

/** @param {Element} message */
function mayHide(message) {
  return message.querySelector(":scope > .previews") !== null && (isMine(message) || keepsOrder());
}

/** In direct chats and groups nobody is above the others: only rooms with a name of their own have keepers. */
function keepsOrder() {
  const { kind, role } = /** @type {HTMLElement} */ (document.getElementById("main")).dataset;
  return kind === "named" && role !== "member";
}

/** @param {HTMLElement} message */
async function hide(message) {
  const link = /** @type {HTMLAnchorElement | null} */ (message.querySelector("a.at"));
  if (!link) return;
  const answer = await post(`${link.pathname}/previews`, {});
  if (answer.status !== 200) return alarm(complaint(answer) || t("Not hidden. Try again."));
  // The change itself arrives as all changes do.
  expect(answer.body.room, answer.body.rev);
  announce(t("Link previews hidden"));
}
