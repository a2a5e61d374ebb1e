import { post } from "/base/http.js";
import { hasArrived } from "/base/kept.js";
import { me } from "/base/me.js";
import { t } from "/base/text.js";
import { registration } from "/base/worker.js";
import { subscribe } from "/notifications/subscription.js";

/** Milliseconds after which the server's key is asked for again, and it is told again where this device is, by a tab that stays open. */
const again = 24 * 60 * 60_000;

/** Whose this device is, and what the server was told of it. */
const key = "push";

/** @typedef {{ person: string, endpoint: string, at: number }} Told */

/** @typedef {"on" | "off" | "denied" | "ios" | "insecure" | "unsupported"} State */

const { locks } = navigator;

/** Compares what the browser has with what the server knows, and shows it where a page has a place for it. */
export async function device() {
  const section = document.getElementById("push-device");
  await compare();
  if (section) await draw(section, "");
}

/**
 * The browser may have made another subscription, the server another key, or lost this device; and it forgets a device with its session, so that
 * it is told again of one that signs in anew.
 */
async function compare() {
  const mine = told();
  const worker = await registration();
  if (!mine || !worker?.pushManager) return;
  if (mine.person !== me()) return leave(worker); // who was here before did not sign out
  const subscription = await worker.pushManager.getSubscription();
  if (Notification.permission !== "granted") return note(null);
  const isKnown = subscription?.endpoint === mine.endpoint && Date.now() - mine.at < again && hasCompared() && !hasArrived();
  if (!isKnown) await inTurn(async () => { await turnOn(worker); });
}

/**
 * One tab at a time, and the others not at all.
 * @param {() => Promise<void>} work
 */
const inTurn = work => locks.request("push", { ifAvailable: true }, lock => lock ? work() : undefined);

/** @param {ServiceWorkerRegistration} worker */
async function leave(worker) {
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  note(null);
}

/**
 * @param {ServiceWorkerRegistration} worker
 * @returns {Promise<boolean>} whether the server knows now
 */
async function turnOn(worker) {
  const fields = await subscribe(worker);
  if (!fields) return false;
  const { status } = await post("/push/subscribe", fields);
  const isTold = status >= 200 && status < 400;
  if (isTold) note({ person: me(), endpoint: fields.Endpoint, at: Date.now() });
  return isTold;
}

/** @param {ServiceWorkerRegistration} worker */
async function turnOff(worker) {
  const subscription = await worker.pushManager.getSubscription();
  note(null);
  if (!subscription) return;
  await post("/push/unsubscribe", { Endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

/**
 * @param {HTMLElement} section
 * @param {string} trouble what did not work just now
 */
async function draw(section, trouble) {
  const state = await stateOf();
  const box = section.querySelector(":scope > .device") ?? section.appendChild(document.createElement("div"));
  box.className = "device";
  box.replaceChildren(line("p", words(state)), ...state === "on" || state === "off" ? [button(section, state)] : [], ...trouble ? [complaint(trouble)] : []);
  section.dataset.state = state;
  section.hidden = false;
}

/** @returns {Promise<State>} */
async function stateOf() {
  if (!isSecureContext) return "insecure";
  if (!("PushManager" in window) || !("Notification" in window) || !navigator.serviceWorker) return isApple() ? "ios" : "unsupported";
  if (Notification.permission === "denied") return "denied";
  const subscription = await (await registration())?.pushManager?.getSubscription();
  return subscription && told()?.endpoint === subscription.endpoint ? "on" : "off";
}

/** Before it is installed, Safari on a phone knows nothing of notifications. */
const isApple = () => /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);

/** @param {State} state */
function words(state) {
  switch (state) {
    case "on": return t("This device is notified, also while no page is open.");
    case "off": return t("Be notified of messages that concern you while no page is open. Your browser will ask you to allow it.");
    case "denied": return t("Notifications of this site are blocked in this browser. Allow them in its settings for this site, then load this page again.");
    case "ios": return t("On iPhone and iPad notifications work once the app is installed: press Share, then “Add to Home Screen”, and open it from there.");
    case "insecure": return t("Notifications need HTTPS; this page came without.");
    case "unsupported": return t("This browser cannot be notified while no page is open.");
  }
}

/**
 * @param {HTMLElement} section
 * @param {"on" | "off"} state
 */
function button(section, state) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = state === "off" ? "primary" : "";
  button.textContent = state === "off" ? t("Notify me on this device") : t("Stop on this device");
  button.addEventListener("click", async () => {
    button.disabled = true;
    await draw(section, state === "off" ? await begin() : await end());
    /** @type {HTMLElement | null} */ (section.querySelector(".device button"))?.focus();
  });
  return button;
}

/** @returns {Promise<string>} what went wrong, in words */
async function begin() {
  if (await Notification.requestPermission() !== "granted") return "";
  const worker = await navigator.serviceWorker.ready;
  return await turnOn(worker) ? "" : t("That did not work. Try again later.");
}

async function end() {
  const worker = await registration();
  if (worker) await turnOff(worker);
  return "";
}

/** @param {string} text */
function complaint(text) {
  const element = line("p", text);
  element.className = "error";
  element.setAttribute("role", "alert");
  return element;
}

/**
 * @param {string} name
 * @param {string} text
 */
function line(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

/** @returns {Told | null} */
function told() {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null; // storage may be blocked
  }
}

/** @param {Told | null} what */
function note(what) {
  try {
    if (what) localStorage.setItem(key, JSON.stringify(what));
    else localStorage.removeItem(key);
    sessionStorage.setItem(key, "compared");
  } catch { /* as above */ }
}

/** Whether this tab has told the server, so that it does so once at its start and not with each page. */
function hasCompared() {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false; // as above
  }
}
