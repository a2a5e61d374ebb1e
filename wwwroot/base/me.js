/** Whose page this is. The worker is nobody's until the server has told it who is here. */
let person = globalThis.document?.body.dataset.person ?? "";

/** @type {(() => void)[]} */
const handlers = [];

export const me = () => person;

/**
 * What was opened for one person is not the next one's.
 * @param {() => void} handler
 */
export const onOther = handler => { handlers.push(handler); };

/** @param {string} someone */
export function actFor(someone) {
  if (someone === person) return;
  person = someone;
  for (const handler of handlers) handler();
}
