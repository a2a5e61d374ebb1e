import { t } from "/base/text.js";
import { moment } from "/base/time.js";
import { emit, listen } from "/delivery/inbox.js";

/** Milliseconds offline before it is worth a word. */
const quiet = 5_000;

let timer = 0;

/** Shows below the top edge when the connection is lost for long, or the session has ended. */
export function banner() {
  listen("lost", () => { timer ||= setTimeout(() => emit("offline"), quiet); });
  listen("offline", () => show(keptWords() ?? t("You are offline. You can keep reading and writing.")));
  listen("back", hide);
  listen("rung", renewed);
  listen("expired", () => show(t("You have been signed out. What you typed is kept."), signIn()));
  const kept = keptWords();
  if (kept) show(kept);
}

/** Of a page that the worker had kept, for want of a network; null of any other. */
function keptWords() {
  const { kept } = document.body.dataset;
  return kept ? t("No connection. This is how it was: {0}. You can read, and write.", moment(new Date(kept))) : null;
}

/** It has caught up. */
function renewed() {
  if (!document.body.dataset.kept) return;
  delete document.body.dataset.kept;
  hide();
}

/**
 * @param {string} text
 * @param {Node[]} more
 */
function show(text, ...more) {
  const line = document.getElementById("network");
  if (!line) return;
  line.replaceChildren(text, ...more.flatMap(node => [" ", node]));
  line.hidden = false;
}

function hide() {
  clearTimeout(timer);
  timer = 0;
  const line = document.getElementById("network");
  if (line && !line.hidden) line.hidden = true;
}

/** A link that leads to the sign-in page and back here. */
function signIn() {
  const link = document.createElement("a");
  link.href = `/signin?ReturnUrl=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = t("Sign in");
  return link;
}
