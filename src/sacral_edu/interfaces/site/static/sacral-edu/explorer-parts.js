/** What the explorers share. */

import { h } from "./dom.js";

/**
 * A question with radio buttons: its words, the buttons, and the words beside each of them.
 * @param {string} words
 * @param {HTMLInputElement[]} inputs
 * @param {string[]} labels
 */
export function question(words, inputs, labels) {
  const rows = inputs.map((input, at) => h("label", {}, input, h("span", {}, labels[at])));
  return h("fieldset", {}, h("legend", {}, words), ...rows);
}
