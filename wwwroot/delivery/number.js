// As Core/MessageNumber: replies lie in a range of their own, beyond the numbers of the room.
const firstThread = 2 ** 52;
const perThread = 2 ** 20;

/** @param {number} number of a message */
export const isReply = number => number >= firstThread;

/**
 * The message that a reply's thread is about.
 * @param {number} number
 * @returns {number | null}
 */
export const threadOf = number => isReply(number) ? Math.floor((number - firstThread) / perThread) : null;

/**
 * A reply's place in its thread, from 1 on.
 * @param {number} number
 */
export const replyOf = number => (number - firstThread) % perThread;
