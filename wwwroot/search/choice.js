/** Which option of a list is chosen while the focus stays in the box above it. */
export class Choice {
  #box;
  #list;
  /** @type {HTMLElement | undefined} */
  #chosen;

  /**
   * @param {HTMLElement} box
   * @param {HTMLElement} list
   */
  constructor(box, list) {
    this.#box = box;
    this.#list = list;
    list.addEventListener("pointermove", ({ target }) => {
      const option = target instanceof Element ? target.closest("[role=option]") : null;
      if (option && option !== this.#chosen) this.#choose(/** @type {HTMLElement} */ (option));
    });
  }

  get chosen() {
    return this.#chosen;
  }

  /** The list is a new one. */
  begin() {
    this.#choose(this.#options[0]);
  }

  /** @param {1 | -1} step past either end it goes round */
  move(step) {
    const options = this.#options;
    const at = this.#chosen ? options.indexOf(this.#chosen) : -1;
    this.#choose(options.at((at + step) % options.length));
    this.#chosen?.scrollIntoView({ block: "nearest" });
  }

  get #options() {
    return /** @type {HTMLElement[]} */ ([...this.#list.querySelectorAll("[role=option]")]);
  }

  /** @param {HTMLElement | undefined} option */
  #choose(option) {
    this.#chosen?.setAttribute("aria-selected", "false");
    this.#chosen = option;
    option?.setAttribute("aria-selected", "true");
    if (option) this.#box.setAttribute("aria-activedescendant", option.id);
    else this.#box.removeAttribute("aria-activedescendant");
  }
}
