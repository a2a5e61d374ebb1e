/*
 * A page is made of many modules and style sheets, and a bad line may lose some of them: then what they do is missing
 * without a word. Such a page is loaded anew, and if that does not help, says so. No module, so that it needs no other.
 */
(() => {
  /** Milliseconds in which a page is loaded anew by itself but once. */
  const once = 60_000;
  const key = "loaded-anew";

  let told = false;

  addEventListener("error", ({ target }) => { if (target instanceof HTMLScriptElement) incomplete(); }, true);
  addEventListener("load", () => { if (sheets().some(({ sheet }) => !sheet)) incomplete(); });

  const sheets = () => /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll("link[rel=stylesheet]")]);

  async function incomplete() {
    if (told) return;
    told = true;
    if (isFirstTime() && !isTyping() && await serverAnswers()) location.reload();
    else say();
  }

  function isFirstTime() {
    try {
      const last = Number(sessionStorage.getItem(key));
      sessionStorage.setItem(key, String(Date.now()));
      return Date.now() - last > once;
    } catch {
      return false; // without storage it might never end
    }
  }

  /** What somebody has begun to write would be gone. */
  const isTyping = () => [...document.querySelectorAll("textarea, input")].some(field =>
    (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== "hidden")) && field.value !== field.defaultValue);

  async function serverAnswers() {
    try {
      return (await fetch("/health", { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  }

  function say() {
    const line = document.getElementById("network");
    if (!line) return;
    const again = document.createElement("a");
    again.href = location.href;
    again.textContent = t("Load again");
    line.replaceChildren(t("Parts of this page could not be loaded."), " ", again);
    line.hidden = false;
  }

  /** @param {string} english */
  const t = english => JSON.parse(document.getElementById("text")?.textContent || "{}")[english] ?? english;
})();
