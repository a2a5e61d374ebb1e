import { parse } from "/base/swap.js";

const patience = 30_000;

/**
 * @typedef {object} Answer
 * @property {number} status of HTTP; 0 when nobody answered
 * @property {any} body the JSON, or null
 * @property {number} retryAfter seconds we were asked to wait, or 0
 */

/** @type {Answer} */
const nobody = { status: 0, body: null, retryAfter: 0 };

/**
 * Posts a form's fields and reads JSON. Never throws.
 * @param {string} url
 * @param {Record<string, string> | FormData} fields
 * @param {AbortSignal} [signal]
 * @param {string} [token] the page's own, where there is a page
 * @returns {Promise<Answer>}
 */
export async function post(url, fields, signal, token = csrf()) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Accept": "application/json", "RequestVerificationToken": token },
      body: new URLSearchParams(/** @type {any} */ (fields)),
      signal: AbortSignal.any([AbortSignal.timeout(patience), ...signal ? [signal] : []]),
    });
    const answer = { status: response.status, body: await json(response), retryAfter: retryAfter(response) };
    return isStrange(response, answer) ? nobody : answer;
  } catch {
    return nobody;
  }
}

/**
 * A captive portal says to everything that all is well, and shows its own page.
 * @param {Response} response
 * @param {Answer} answer
 */
const isStrange = ({ ok, status }, { body }) => ok && status !== 204 && body === null;

/**
 * A fragment of a page, or null when it could not be had: what came instead may be a captive portal's page.
 * @param {string} url
 * @param {string} content selects what must be in it
 */
export async function fragment(url, content) {
  const html = await page(url, { "HX-Request": "true" });
  return html && parse(html).querySelector(content) ? html : null;
}

/**
 * A page, or null when it could not be had.
 * @param {string} url
 * @param {Record<string, string>} [headers]
 */
export async function page(url, headers = {}) {
  try {
    const response = await fetch(url, { headers: { "Accept": "text/html", ...headers }, signal: AbortSignal.timeout(patience) });
    return response.ok && !response.redirected ? await response.text() : null;
  } catch {
    return null;
  }
}

/** The token that proves a request comes from our own page. */
export const csrf = () => meta(document)?.content ?? "";

/**
 * Takes the token of the present session, which may have begun in another tab.
 * @returns {Promise<boolean>} whether there was a new one, for the same person
 */
export async function renewToken() {
  const present = new DOMParser().parseFromString(await page("/rooms/join") ?? "", "text/html");
  const [known, fresh] = [meta(document), meta(present)];
  if (!known || !fresh || present.body.dataset.person !== document.body.dataset.person) return false;
  known.content = fresh.content;
  return true;
}

/** @param {Document} html */
const meta = html => /** @type {HTMLMetaElement | null} */ (html.querySelector('meta[name="csrf"]'));

/**
 * What the server found wrong, in the reader's words.
 * @param {Answer} answer
 * @returns {string}
 */
export function complaint({ body }) {
  const errors = Object.values(body?.errors ?? {}).flat();
  return String(errors[0] ?? body?.detail ?? body?.title ?? "");
}

/** @param {Response} response */
export const retryAfter = response => Math.max(0, Number(response.headers.get("Retry-After")) || 0);

/** @param {Response} response */
async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
