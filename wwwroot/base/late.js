import { page } from "/base/http.js";
import { t } from "/base/text.js";
import { tell } from "/base/toast.js";

/**
 * A part of the page that is loaded when somebody first asks for it. Of several presses while it is on its way the
 * last one counts. What was lost on its way is said, and asked for again with the next press; if that fails too, the
 * page without scripts that does the same is opened: a newer version of the program may not have this part any more.
 * @template Part
 * @param {() => Promise<Part>} load
 * @returns {(address: string, use: (part: Part) => void) => Promise<void>}
 */
export function late(load) {
  /** @type {((part: Part) => void) | null} */
  let wanted = null;
  let wasLost = false;
  return async (address, use) => {
    const isOnItsWay = wanted !== null;
    wanted = use;
    if (isOnItsWay) return;
    const part = await load().catch(() => null);
    const meant = wanted;
    wanted = null;
    if (part) meant(part);
    else if (wasLost && await page(address) !== null) location.assign(address);
    else tell(t("This part of the page could not be loaded. Try again."));
    wasLost = !part;
  };
}
