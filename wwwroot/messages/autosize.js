const native = CSS.supports("field-sizing", "content");

/**
 * Lets a text box grow with its text where CSS alone does not.
 * @param {HTMLTextAreaElement} box
 */
export function autosize(box) {
  if (native) return;
  const fit = () => {
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  };
  box.addEventListener("input", fit, { passive: true });
  fit();
}
