import { alarm } from "/base/announce.js";
import { fragment, post } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { localise } from "/base/time.js";
import { on } from "/delivery/stream.js";

on("you", ({ due, room }) => {
  if (due) show();
  else if (room === undefined && notice()) show(); // it may have been dismissed at another device
});

const notice = () => document.querySelector(".due-notice");

/** Shows the latest reminder that is due over the page one is on. */
async function show() {
  if (document.querySelector("main #due")) return location.reload();
  const html = await fragment("/later", "#due");
  const reminder = parse(html ?? "").querySelector("#due > li:last-child");
  const known = notice();
  if (reminder && known?.getAttribute("data-reminder") === reminder.getAttribute("data-reminder")) return;
  known?.remove();
  if (!reminder) return;
  const fresh = frame(reminder);
  document.body.append(fresh);
  localise(fresh);
  alarm(`${t("Reminder")}: ${reminder.querySelector(".excerpt")?.textContent?.trim() ?? ""}`);
}

/** @param {Element} reminder */
function frame(reminder) {
  const notice = document.createElement("aside");
  notice.className = "toast due-notice";
  notice.dataset.reminder = reminder.getAttribute("data-reminder") ?? "";
  notice.setAttribute("aria-label", t("Reminder"));
  notice.append(...reminder.childNodes);
  notice.querySelector("form")?.addEventListener("submit", event => dismiss(event, notice));
  return notice;
}

/**
 * @param {SubmitEvent} event
 * @param {Element} notice
 */
async function dismiss(event, notice) {
  event.preventDefault();
  const { status } = await post(/** @type {HTMLFormElement} */ (event.target).action, {});
  if (status === 204 || status === 404) notice.remove();
}
