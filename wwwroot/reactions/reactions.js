import { late } from "/base/late.js";
import { t } from "/base/text.js";
import { addAction } from "/messages/actions.js";
import { onDecorate } from "/messages/decorate.js";
import "/messages/refocus.js";
import { addressOf, isMine, mark, react } from "/reactions/chips.js";
import { names, showWho } from "/reactions/who.js";

const picking = late(() => import("/reactions/picker.js"));

addAction({ name: "react", words: t("React"), act: choose, isFor: isThere, where: "bar" });
addAction({ name: "who-reacted", words: t("Who reacted"), act: message => showWho(addressOf(message)), isFor: hasReactions, where: "menu" });
onDecorate(mark);
names();

document.addEventListener("click", event => {
  const chip = event.target instanceof Element ? event.target.closest(".reactions .chip") : null;
  const message = chip?.closest(".message");
  if (!(chip instanceof HTMLButtonElement) || !message) return;
  event.preventDefault();
  if (chip.classList.contains("add")) choose(message);
  else react(addressOf(message), chip.value, chip.getAttribute("aria-pressed") !== "true");
});

/** @param {Element} message */
function choose(message) {
  const address = addressOf(message);
  picking(address, async ({ pick }) => {
    const emoji = await pick(document.getElementById(message.id) ?? message);
    if (emoji && !isMine(address, emoji)) react(address, emoji, true);
  });
}

/** @param {Element} message */
function isThere(message) {
  return !message.classList.contains("deleted");
}

/** @param {Element} message */
function hasReactions(message) {
  return message.querySelector(":scope > .reactions:not([hidden])") !== null;
}
