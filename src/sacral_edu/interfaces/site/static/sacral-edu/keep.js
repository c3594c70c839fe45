/** Keeping what a learner typed across a reload: in the tab, so that two tabs never mix. */

import { read, write } from "./storage.js";

const TAB = "sessionStorage";
const ANSWERS = "sacral-exercise:answers:";
const SHOWN = "sacral-exercise:shown:";
const UNGRADED = "sacral-exercise:ungraded:";

/**
 * @param {string} itemId
 * @returns {Record<string, any>}
 */
export function keptAnswers(itemId) {
  const kept = read(ANSWERS + itemId, TAB) ?? read(UNGRADED + itemId);
  return kept && typeof kept === "object" ? kept : {};
}

/**
 * @param {string} itemId
 * @param {Record<string, any>|null} answers
 */
export function keepAnswers(itemId, answers) {
  write(ANSWERS + itemId, answers, TAB);
}

/**
 * An answer that could not be graded outlives the window: it is there again when the plugin has been mended.
 * @param {string} itemId
 * @param {Record<string, any>|null} answers null once it has been graded
 */
export function keepUngraded(itemId, answers) {
  write(UNGRADED + itemId, answers);
}

/**
 * The case that "Another case" last put in place of the page's own one; without it a reload would bring
 * back the first case and seem to have lost the answers to the second.
 * @param {string} pageItem the item the page was built with
 */
export function shownPrompt(pageItem) {
  const prompt = read(SHOWN + pageItem, TAB);
  return prompt && Array.isArray(prompt.fields) ? prompt : null;
}

/**
 * @param {string} pageItem
 * @param {any} prompt
 */
export function keepShown(pageItem, prompt) {
  write(SHOWN + pageItem, prompt, TAB);
}
