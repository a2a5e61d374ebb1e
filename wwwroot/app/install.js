import { t } from "/base/text.js";

/** Said once in this browser. */
const key = "install-said";

/** @type {any} Chromium's offer, which is asked for by a click. */
let offer = null;

/** @typedef {"prompt" | "ios" | "firefox-android" | "safari" | "chromium" | "other" | "insecure"} Browser */

/** Says how to install the app: in the section of the account's page, and once in a room. */
export function install() {
  if (isInstalled()) return;
  addEventListener("beforeinstallprompt", event => {
    event.preventDefault();
    offer = event;
    explain();
    hint();
  });
  addEventListener("appinstalled", () => document.querySelectorAll("#install, .install-hint").forEach(element => element.remove()));
  document.querySelector("#install button")?.addEventListener("click", ask);
  explain();
  if (["ios", "firefox-android"].includes(browser())) hint();
}

const isInstalled = () => matchMedia("(display-mode: standalone)").matches || /** @type {any} */ (navigator).standalone === true;

/** @returns {Browser} */
function browser() {
  const { userAgent, maxTouchPoints } = navigator;
  if (!isSecureContext) return "insecure";
  if (offer) return "prompt";
  if (/iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 1)) return "ios";
  if (userAgent.includes("Firefox")) return userAgent.includes("Android") ? "firefox-android" : "other";
  if (userAgent.includes("Chrome")) return "chromium";
  return userAgent.includes("Safari") ? "safari" : "other";
}

function explain() {
  const section = document.getElementById("install");
  if (!section) return;
  for (const way of section.querySelectorAll("[data-browser]")) way.toggleAttribute("hidden", way.getAttribute("data-browser") !== browser());
  section.hidden = false;
}

async function ask() {
  if (!offer) return;
  offer.prompt();
  await offer.userChoice;
  offer = null; // good for one question
  explain();
}

/** Once, in the first room that is open: never again, whatever is said to it. */
function hint() {
  const header = document.querySelector("main.room .room-header");
  if (!header || document.querySelector(".install-hint") || !isFirstTime()) return;
  const line = document.createElement("p");
  line.className = "install-hint";
  line.append(t("This can be an app on your device, with notifications."), " ", link(), " ", closer(line));
  header.after(line);
}

function link() {
  const link = document.createElement("a");
  link.href = "/account#install";
  link.textContent = t("How to install it");
  return link;
}

/** @param {HTMLElement} line */
function closer(line) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = t("Not now");
  button.addEventListener("click", () => line.remove());
  return button;
}

function isFirstTime() {
  try {
    const said = localStorage.getItem(key);
    localStorage.setItem(key, "yes");
    return !said;
  } catch {
    return false; // it would be said again and again
  }
}
