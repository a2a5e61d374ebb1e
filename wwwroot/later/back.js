import { post } from "/base/http.js";
import { draft, keepDraft } from "/messages/drafts.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("back-to-room"));

// What waits to be sent becomes what is being written: kept here first, then taken from there.
if (form) form.hidden = false;
form?.addEventListener("submit", async event => {
  event.preventDefault();
  const room = form.dataset.room ?? "";
  const text = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("Body"))?.value ?? "";
  const before = draft(room);
  keepDraft(room, before.trim() ? `${before}\n\n${text}` : text);
  const { status } = await post(form.action, {});
  if (status === 204 || status === 404) location.assign(`/rooms/${room}`);
  else keepDraft(room, before);
});
