/**
 * A button that submits nothing.
 * @param {string} name its class
 * @param {string} words
 * @param {() => void} act
 */
export function smallButton(name, words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}
