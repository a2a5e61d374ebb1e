import { post } from "/base/http.js";
import { parse } from "/base/swap.js";
import { t } from "/base/text.js";
import { refreshSidebar } from "/rooms/sidebar.js";

/** Milliseconds for second thoughts. */
const forASlip = 60_000;

/** Marks all rooms read without leaving the page, and offers to take it back. */
export function readAll() {
  document.addEventListener("submit", async event => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.id !== "read-all") return;
    event.preventDefault();
    const { status, body } = await post("/read", {});
    if (status !== 200) return form.submit();
    refreshSidebar();
    if (body.marks) offerBack(body.marks);
  });
}

/** @param {string} marks */
function offerBack(marks) {
  document.querySelector(".toast")?.remove();
  const toast = /** @type {HTMLElement} */ (parse(`<div class="toast" role="status"><span></span> <button type="button"></button></div>`).firstElementChild);
  const button = /** @type {HTMLButtonElement} */ (toast.querySelector("button"));
  /** @type {Element} */ (toast.querySelector("span")).textContent = t("Everything is read.");
  button.textContent = t("Undo");
  button.addEventListener("click", async () => {
    toast.remove();
    await post("/read/undo", { Marks: marks });
  });
  document.body.append(toast);
  button.focus();
  setTimeout(() => toast.remove(), forASlip);
}
