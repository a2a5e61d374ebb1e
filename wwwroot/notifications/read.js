import { registration } from "/base/worker.js";
import { onRead } from "/rooms/unread.js";

/** Milliseconds in which several reasons to look lead to one look. */
const together = 500;

/** @type {Map<number, number>} How far rooms have been read since we looked. */
const marks = new Map();
let timer = 0;

/** What is read needs no notification any more. */
export function closesWhatIsRead() {
  onRead((room, read) => {
    marks.set(room, Math.max(read, marks.get(room) ?? 0));
    timer ||= setTimeout(close, together);
  });
}

async function close() {
  timer = 0;
  const worker = await registration();
  for (const notification of await worker?.getNotifications() ?? []) {
    const { room, thread, number } = notification.data ?? {};
    if (!thread && number <= (marks.get(room) ?? 0)) notification.close();
  }
}
