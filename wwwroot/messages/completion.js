import { commands } from "/messages/commands.js";
import { completes } from "/messages/complete.js";
import { emoji } from "/messages/complete-emoji.js";
import { people } from "/messages/complete-people.js";

/**
 * All that is offered where one writes a message.
 * @param {HTMLTextAreaElement} box
 */
export const completesMessage = box => completes(box, [commands, people, emoji]);
