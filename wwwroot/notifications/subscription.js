/** Both of the browser's ways to say that it will not, which is no fault of ours. */
const refusals = Object.freeze(["NotAllowedError", "AbortError"]);

/** @returns {Promise<string | null>} the server's key as base64url */
export async function serverKey() {
  const answer = await fetch("/push/key", { headers: { "Accept": "application/json" }, cache: "no-store" });
  return answer.ok ? (await answer.json()).key : null;
}

/**
 * Subscribes with the server's present key, in place of whatever was before.
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<Record<string, string> | null>} the fields that the server is told; null where it cannot be
 */
export async function subscribe({ pushManager }) {
  const key = await serverKey();
  if (!key) return null;
  const before = await pushManager.getSubscription();
  if (before && keyOf(before) === key) return fieldsOf(before, key);
  await before?.unsubscribe();
  try {
    return fieldsOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: fromBase64(key) }), key);
  } catch (error) {
    if (error instanceof DOMException && refusals.includes(error.name)) return null;
    throw error;
  }
}

/**
 * @param {PushSubscription} subscription
 * @param {string} key
 */
export function fieldsOf(subscription, key) {
  const { p256dh = "", auth = "" } = subscription.toJSON().keys ?? {};
  return { Endpoint: subscription.endpoint, P256dh: p256dh, Auth: auth, Key: key };
}

/**
 * The server's key that it was subscribed with.
 * @param {PushSubscription} subscription
 */
export function keyOf({ options }) {
  const bytes = new Uint8Array(options?.applicationServerKey ?? []);
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} base64url */
const fromBase64 = base64url => Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));
