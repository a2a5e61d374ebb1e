/** iOS lays its keyboard over the page instead of shrinking it: tells CSS how much is left. */
export function aboveKeyboard() {
  const viewport = window.visualViewport;
  viewport?.addEventListener("resize", () => {
    const covered = innerHeight - viewport.height > 100 && viewport.scale === 1;
    const style = document.documentElement.style;
    if (covered) style.setProperty("--visible-height", `${viewport.height}px`);
    else style.removeProperty("--visible-height");
    if (covered) scrollTo(0, 0);
  }, { passive: true });
}
