import { forgetPages } from "/base/worker.js";

const script = "/sw.js";

/** In this session of the browser it was asked whether the worker is still wanted. */
const key = "worker-asked";

/** Registers the worker once the page has all it needs: the files of the shell are fetched then. Over plain HTTP there is none. */
export function register() {
  if (!navigator.serviceWorker) return;
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
}

const whenIdle = () => globalThis.requestIdleCallback ? requestIdleCallback(() => begin()) : setTimeout(begin);

async function begin() {
  try {
    await navigator.serviceWorker.register(script, { type: "module" });
    if (isFirstTime()) await retireUnwanted();
  } catch {
    await retireUnwanted(); // and where browsers know no workers of modules, pages do without
  }
}

/** Browsers keep a worker whose script is gone for good: the operator takes it away by removing that. */
async function retireUnwanted() {
  const { status } = await fetch(script, { cache: "no-store" }).catch(() => ({ status: 0 }));
  if (status !== 404) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  await forgetPages();
  for (const name of await caches.keys()) if (name.startsWith("shell-")) await caches.delete(name);
}

function isFirstTime() {
  try {
    const asked = sessionStorage.getItem(key);
    sessionStorage.setItem(key, "yes");
    return !asked;
  } catch {
    return true;
  }
}
