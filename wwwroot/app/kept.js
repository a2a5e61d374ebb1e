import { renewToken } from "/base/http.js";
import { forgetPages } from "/base/worker.js";
import { on } from "/delivery/stream.js";
import { refreshSidebar } from "/rooms/sidebar.js";

/**
 * A page that the worker had kept catches up by its cursor, as any page does once it hears again; its token may be of an
 * earlier session. And what is kept is nobody's once the session is over.
 */
export function keptPage() {
  on("expired", () => forgetPages());
  if (!document.body.dataset.kept) return;
  refreshSidebar();
  let isRenewed = false;
  on("rung", () => {
    if (!isRenewed) renewToken();
    isRenewed = true;
  });
}
