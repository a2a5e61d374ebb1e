import { fragment, page } from "/base/http.js";
import { parse } from "/base/swap.js";
import { decorate } from "/messages/decorate.js";

/** @import { Scroller } from "/messages/scroll.js" */
/** @import { Timeline } from "/messages/timeline.js" */

/** How near to the view a link to more messages is when they are fetched. */
const ahead = "800px 0px";

/** Loads older and newer messages as their links come near; a link that failed can be clicked. */
export class History {
  #timeline;
  #scroller;
  #settled;
  #loading = new Set();
  #nearing;

  /**
   * @param {Timeline} timeline
   * @param {Scroller} scroller
   * @param {() => void} onSettled a page has come, or not
   */
  constructor(timeline, scroller, onSettled) {
    this.#timeline = timeline;
    this.#scroller = scroller;
    this.#settled = onSettled;
    this.#nearing = new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) this.#load(/** @type {HTMLAnchorElement} */ (target));
    }, { root: scroller.element, rootMargin: ahead });
    timeline.list.addEventListener("click", event => {
      const link = event.target instanceof Element ? event.target.closest("a.older, a.newer") : null;
      if (!link) return;
      event.preventDefault();
      this.#load(/** @type {HTMLAnchorElement} */ (link));
    });
    this.watchLinks();
  }

  /** Whether a page is on its way: what changes meanwhile may be newer than it. */
  get isLoading() {
    return this.#loading.size > 0;
  }

  /** Looks anew which links are there. */
  watchLinks() {
    this.#nearing.disconnect();
    for (const link of this.#timeline.list.querySelectorAll(":scope > .older, :scope > .newer")) this.#nearing.observe(link);
  }

  /** @param {HTMLAnchorElement} link */
  async #load(link) {
    if (this.#loading.has(link.href)) return;
    this.#loading.add(link.href);
    link.classList.add("loading");
    const html = await fragment(link.href, ".message");
    this.#loading.delete(link.href);
    link.classList.remove("loading");
    if (html !== null && link.isConnected) this.#show(html, link.classList.contains("older") ? "older" : "newer");
    this.#settled();
  }

  /**
   * @param {string} html
   * @param {"older" | "newer"} direction
   */
  #show(html, direction) {
    // Asked once messages have changed, the browser would lay all of them out just to answer.
    const far = this.#scroller.farEnd();
    this.#scroller.steady(() => {
      this.#timeline.addPage(html, direction);
      this.#timeline.trim(far);
      decorate();
    });
    this.watchLinks();
  }

  /**
   * Shows another window in place of the one we have.
   * @param {string} address of the page that has it
   * @returns {Promise<HTMLElement | null>} the conversation as it was fetched, or null if it could not be had
   */
  async showFrom(address) {
    const html = await page(address);
    const fresh = /** @type {HTMLElement | null} */ (html && parse(html).querySelector(".conversation"));
    const messages = fresh?.querySelector(".messages");
    if (!messages) return null;
    this.#scroller.steady(() => {
      this.#timeline.showWindow(messages);
      decorate();
    });
    this.watchLinks();
    return fresh;
  }
}
