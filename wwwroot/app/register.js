import { forgetPages } from "/base/worker.js";

const script = "/sw.js";

/** Whether the worker is wanted, as the server said in this session of the browser. */
const key = "worker";

/** Registers the worker once the page has all it needs: the files of the shell are fetched then. Over plain HTTP there is none. */
export function register() {
  if (!navigator.serviceWorker) return;
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
}

const whenIdle = () => globalThis.requestIdleCallback ? requestIdleCallback(() => begin()) : setTimeout(begin);

async function begin() {
  if (!await isWanted()) return;
  try {
    await navigator.serviceWorker.register(script, { type: "module" });
  } catch {
    // Where browsers know no workers that are modules, or may keep none, pages do without.
  }
}

/** Browsers keep a worker whose script is gone for good: the operator takes it away by removing that. */
async function isWanted() {
  const known = noted();
  if (known) return known === "yes";
  const { status } = await fetch(script, { cache: "no-store" }).catch(() => ({ status: 0 }));
  if (status === 404) await retire();
  note(status === 404 ? "no" : "yes");
  return status !== 404;
}

async function retire() {
  await forgetPages();
  for (const name of await caches.keys()) if (name.startsWith("shell-")) await caches.delete(name);
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}

function noted() {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // storage may be blocked: then it is asked on each page
  }
}

/** @param {"yes" | "no"} answer */
function note(answer) {
  try {
    sessionStorage.setItem(key, answer);
  } catch { /* as above */ }
}
