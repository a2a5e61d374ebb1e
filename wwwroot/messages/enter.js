import { EnterKey } from "/messages/keys.js";

const touch = matchMedia("(hover: none) and (pointer: coarse)");

/**
 * Makes Enter in a text box submit, and never half a syllable or twice.
 * @param {HTMLTextAreaElement} box
 * @param {() => void} submit
 */
export function enterSubmits(box, submit) {
  const enter = new EnterKey();

  box.addEventListener("compositionstart", () => enter.compositionStart());
  box.addEventListener("compositionupdate", event => enter.compositionUpdate(event.data));
  box.addEventListener("compositionend", event => { if (enter.compositionEnd(event.data)) later(); });
  box.addEventListener("keydown", event => {
    const decision = enter.press(event, touch.matches);
    if (decision === "leave") return;
    event.preventDefault();
    if (decision === "send") submit();
    if (decision === "later") later();
  });
  box.addEventListener("beforeinput", event => {
    if (enter.isDue && event.inputType === "insertLineBreak") event.preventDefault();
  });

  function later() {
    setTimeout(() => {
      enter.done();
      submit();
    });
  }
}
