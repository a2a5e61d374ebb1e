import { me, onOther } from "/base/me.js";

/** What is kept for one person in this browser, by the name of the store: the property that tells its things apart. */
const keys = Object.freeze({ outbox: "id" });

const version = 1;

/** @type {Promise<IDBDatabase | null> | undefined} */
let opening;
/** @type {Map<string, Map<string, any>>} What the browser would not keep, because it may not or is full: it lives as long as its page. */
const memory = new Map();

onOther(() => {
  opening = undefined;
  memory.clear();
});

/**
 * Everything in a store.
 * @param {keyof typeof keys} name
 * @returns {Promise<any[]>}
 */
export async function all(name) {
  const database = await open();
  const kept = database ? await run(database, name, "readonly", store => store.getAll()) : [];
  const newer = shelf(name);
  return [...kept.filter((/** @type {any} */ thing) => !newer.has(thing[keys[name]])), ...newer.values()];
}

/**
 * Keeps a thing in place of the one with its key.
 * @param {keyof typeof keys} name
 * @param {any} thing
 */
export async function put(name, thing) {
  const database = await open();
  try {
    if (!database) throw new Error("The browser keeps nothing.");
    await run(database, name, "readwrite", store => store.put(thing));
  } catch {
    shelf(name).set(thing[keys[name]], thing);
  }
}

/**
 * @param {keyof typeof keys} name
 * @param {string} key
 */
export async function remove(name, key) {
  shelf(name).delete(key);
  const database = await open();
  if (database) await run(database, name, "readwrite", store => store.delete(key));
}

function open() {
  return opening ??= new Promise(resolve => {
    try {
      const request = indexedDB.open(`chat-${me()}`, version);
      request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(keys)) request.result.createObjectStore(name, { keyPath });
      };
      request.onsuccess = () => resolve(letGo(request.result));
      request.onerror = () => resolve(null);
    } catch {
      resolve(null); // some browsers throw where storage is blocked
    }
  });
}

/**
 * A newer page may want to change the stores: an open database would keep it waiting.
 * @param {IDBDatabase} database
 */
function letGo(database) {
  database.onversionchange = () => { database.close(); opening = undefined; };
  database.onclose = () => { opening = undefined; };
  return database;
}

/**
 * @param {IDBDatabase} database
 * @param {string} name
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<any>} what was asked for, once it is kept
 */
function run(database, name, mode, act) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode);
    const request = act(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {string} name */
function shelf(name) {
  const known = memory.get(name) ?? new Map();
  memory.set(name, known);
  return known;
}
