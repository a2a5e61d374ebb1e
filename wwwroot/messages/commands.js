import { t } from "/base/text.js";

/** @import { Offer, Source } from "/messages/complete.js" */
/** @typedef {{ name: string, kind: "act" | "shrug" | "poll", usage: string, help: string }} Command as Core/SlashCommand lists them */

const room = document.getElementById("main")?.dataset.room;
/** @type {Command[]} */
const known = JSON.parse(document.getElementById("commands")?.textContent || "[]");

/** @type {Source} A slash at the very beginning. */
export const commands = {
  begun: /^\/([\p{L}\p{N}_-]*)$/u,
  find: part => known.filter(({ name }) => name.startsWith(part.toLowerCase())).map(offerOf),
};

/**
 * @param {Command} command
 * @returns {Offer}
 */
const offerOf = ({ name, usage, help }) => ({ text: `/${name} `, label: usage, detail: help, sign: "/" });

/**
 * What the server would not take, told before it is sent: it may be far away. It is asked again there.
 * @param {string} body
 * @returns {string} empty if nothing is wrong
 */
export function wrongCommand(body) {
  const { name, rest, command } = read(body);
  if (!name) return "";
  if (!command) return t("There is no command /{0}. Begin with // if the text is meant to begin with a slash.", name);
  return command.kind === "act" && !rest ? t("/{0} needs some words after it.", name) : "";
}

/**
 * The page that a command opens instead of being sent; null if it opens none.
 * @param {string} body
 */
export function pageOf(body) {
  const { rest, command } = read(body);
  return command?.kind === "poll" ? `/rooms/${room}/poll?question=${encodeURIComponent(rest)}` : null;
}

/** @param {string} body */
function read(body) {
  const [, name = "", rest = ""] = /^(?:\s*\n)?\/(\p{L}[\p{L}\p{N}_-]*)(?:\s+([^]*))?$/u.exec(body.trimEnd()) ?? [];
  return { name, rest, command: known.find(command => command.name === name.toLowerCase()) };
}
