import { on } from "/delivery/stream.js";

/** Writes what somebody is called now beside their messages and in lists of people. */
export function names() {
  on("name", ({ person, name, initials }) => {
    for (const message of all(`.message[data-author="${person}"]`)) {
      write(message.querySelector(":scope > header > .author"), name);
      write(message.querySelector(":scope > .avatar"), initials);
    }
    for (const link of all(`a.name[href="/people/${person}"]`)) {
      write(link, name);
      write(link.closest("li")?.querySelector(":scope > .avatar"), initials);
    }
  });
}

/** @param {string} selector */
const all = selector => document.querySelectorAll(selector);

/**
 * @param {Element | null | undefined} element
 * @param {string} text
 */
function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}
