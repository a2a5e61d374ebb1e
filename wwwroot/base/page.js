import { drawer } from "/base/drawer.js";
import { csrf } from "/base/http.js";
import { kept } from "/base/kept.js";
import { aboveKeyboard } from "/base/keyboard.js";
import { theme } from "/base/theme.js";
import { localise } from "/base/time.js";

localise(document);
theme();
drawer();
aboveKeyboard();
kept();

document.addEventListener("htmx:config:request", event => {
  /** @type {CustomEvent} */ (event).detail.ctx.request.headers["RequestVerificationToken"] = csrf();
});
document.addEventListener("htmx:after:swap", () => localise(document));
