/** Old pages may still be open after an update: the version before stays. */
const versionsKept = 2;

const shells = "shell-";

/** Fingerprints make a file the same for ever. */
const fingerprinted = /\.[a-z0-9]{10}\.(js|css|svg|png)$/;

/** The pages of which each language has its own. */
const offline = Object.freeze(["/offline/en", "/offline/ko"]);

/** @param {string} path */
export const isAsset = path => fingerprinted.test(path);

/**
 * Has all that pages are made of, or fails: then the browser tries again later, and the version before goes on.
 * @param {string} version
 * @param {string[]} files
 */
export async function fillShell(version, files) {
  const shell = await caches.open(shells + version);
  await shell.addAll(offline.map(path => new Request(path, { credentials: "omit", cache: "no-store" })));
  await shell.addAll(files);
}

export async function dropOldShells() {
  const old = (await caches.keys()).filter(name => name.startsWith(shells)).slice(0, -versionsKept);
  await Promise.all(old.map(name => caches.delete(name)));
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
export async function asset(request) {
  const kept = await caches.match(request.url);
  // While one works on a file it keeps its name, and is not the same.
  if (kept?.headers.get("Cache-Control")?.includes("immutable")) return kept;
  try {
    return await fetch(request);
  } catch (lost) {
    if (kept) return kept;
    throw lost;
  }
}

/**
 * @param {string} language
 * @returns {Promise<Response>}
 */
export const offlinePage = async language => await caches.match(language.startsWith("ko") ? offline[1] : offline[0]) ?? Response.error();
