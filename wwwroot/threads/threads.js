import { t } from "/base/text.js";
import { addAction } from "/messages/actions.js";
import { numberOf } from "/messages/timeline.js";
import { lines } from "/threads/lines.js";
import { openThread, pane } from "/threads/pane.js";

lines();
pane();
addAction({
  name: "open-thread",
  words: t("Reply in a thread"),
  act: message => { openThread(numberOf(message), 0, message.querySelector("a.at")); },
  isFor: mayHaveThread,
  where: "bar",
});

/** @param {Element} message of the room itself, and either there or talked about already */
function mayHaveThread(message) {
  const isOfRoom = message.closest(".conversation")?.id === "main";
  return isOfRoom && (!message.classList.contains("deleted") || message.querySelector(".thread-line") !== null);
}
