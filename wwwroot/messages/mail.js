/** @import { Answer } from "/base/http.js" */
/** @import { Outgoing, Reason } from "/messages/outbox.js" */

/**
 * Where a message is posted.
 * @param {Outgoing} outgoing
 */
export const addressOf = ({ room }) => `/rooms/${room}/messages`;

/**
 * @param {Outgoing} outgoing
 * @returns {Record<string, string>}
 */
export const fieldsOf = ({ id, thread, quote, body }) =>
  ({ Body: body, ClientId: id, ...thread && { Thread: String(thread) }, ...quote && { QuoteOf: String(quote.number) } });

/**
 * The server will take it, but not now.
 * @param {Answer} answer
 */
export const isBusy = ({ status, retryAfter }) => status === 429 || (status === 503 && retryAfter > 0);

/**
 * @param {number} status
 * @returns {Reason}
 */
export function reasonOf(status) {
  switch (status) {
    case 0: case 500: case 502: case 503: case 504: return "offline";
    case 401: return "expired";
    case 403: return "muted";
    case 404: return "forbidden";
    case 400: case 413: case 422: return "refused";
    case 409: return "clash";
    default: return "other";
  }
}
