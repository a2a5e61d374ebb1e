import { show } from "/messages/shown.js";
import { jumpsToQuoted } from "/messages/quote.js";
import { answers } from "/messages/answers.js";
import { threadIn } from "/threads/thread.js";

const element = /** @type {HTMLElement} */ (document.querySelector(".thread"));

// The room it was opened from may be the same document to the browser: what it shows is not.
addEventListener("popstate", () => location.reload());
answers();
jumpsToQuoted();
show(threadIn(element), Number(element.dataset.thread));
