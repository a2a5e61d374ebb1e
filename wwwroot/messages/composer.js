import { alarm } from "/base/announce.js";
import { autosize } from "/messages/autosize.js";
import { draft, keepDraft } from "/messages/drafts.js";
import { enterSubmits } from "/messages/enter.js";

/** Milliseconds of rest after which what is typed is kept. */
const rest = 300;

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("composer"));
const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("body"));
const room = document.getElementById("main")?.dataset.room ?? "";

/**
 * @typedef {object} ComposerHandlers
 * @property {(body: string) => void} send
 * @property {() => void} editLast arrow up in an empty box
 */

/** @param {ComposerHandlers} on */
export function composer({ send, editLast }) {
  if (!form || !box) return;
  box.value ||= draft(room);
  autosize(box);
  keepWhileTyping(box);
  enterSubmits(box, submit);

  form.addEventListener("submit", event => {
    event.preventDefault();
    submit();
  });
  box.addEventListener("keydown", event => {
    if (event.key !== "ArrowUp" || box.value || event.isComposing || event.shiftKey) return;
    event.preventDefault();
    editLast();
  });

  function submit() {
    const body = box?.value ?? "";
    box?.focus();
    if (!body.trim()) return;
    write("");
    complain("");
    send(body);
  }
}

/** @param {HTMLTextAreaElement} box */
function keepWhileTyping(box) {
  let timer = 0;
  const keep = () => keepDraft(room, box.value);
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, rest);
  }, { passive: true });
  addEventListener("pagehide", keep);
}

/**
 * Puts a text that was not accepted back into the box, before what was typed since.
 * @param {string} body
 * @param {string} why
 */
export function giveBack(body, why) {
  if (!box) return;
  write(box.value.trim() ? `${body}\n${box.value}` : body);
  complain(why);
}

/** Where writing goes on. */
export const focusComposer = () => box?.focus();

/** @param {string} text */
function write(text) {
  if (!box) return;
  box.value = text;
  box.dispatchEvent(new Event("input"));
  keepDraft(room, text);
}

/** @param {string} why */
function complain(why) {
  const error = document.getElementById("body-error") ?? (why ? errorLine() : null);
  if (!error) return;
  error.textContent = why;
  error.hidden = !why;
  box?.toggleAttribute("aria-invalid", Boolean(why));
  if (why) alarm(why);
}

function errorLine() {
  const line = document.createElement("p");
  line.id = "body-error";
  line.className = "error";
  form?.prepend(line);
  box?.setAttribute("aria-describedby", line.id);
  return line;
}
