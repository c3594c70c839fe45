/**
 * Keeping what a learner typed across a reload. Storage may be full, switched off or forbidden (private
 * windows, embedded pages); then the exercise works all the same, only without this safety.
 */

const ANSWERS = "sacral-exercise:answers:";
const SHOWN = "sacral-exercise:shown:";
const UNGRADED = "sacral-exercise:ungraded:";

/** @typedef {"sessionStorage"|"localStorage"} Place */

/**
 * @param {string} key
 * @param {Place} place
 */
function read(key, place = "sessionStorage") {
  try {
    return JSON.parse(window[place].getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {unknown} value null forgets
 * @param {Place} place
 */
function write(key, value, place = "sessionStorage") {
  try {
    if (value === null) window[place].removeItem(key);
    else window[place].setItem(key, JSON.stringify(value));
  } catch {
    // Nothing to do: see above.
  }
}

/**
 * @param {string} itemId
 * @returns {Record<string, any>}
 */
export function keptAnswers(itemId) {
  const kept = read(ANSWERS + itemId) ?? read(UNGRADED + itemId, "localStorage");
  return kept && typeof kept === "object" ? kept : {};
}

/**
 * @param {string} itemId
 * @param {Record<string, any>|null} answers
 */
export function keepAnswers(itemId, answers) {
  write(ANSWERS + itemId, answers);
}

/**
 * An answer that could not be graded outlives the window: it is there again when the plugin has been mended.
 * @param {string} itemId
 * @param {Record<string, any>|null} answers null once it has been graded
 */
export function keepUngraded(itemId, answers) {
  write(UNGRADED + itemId, answers, "localStorage");
}

/**
 * The case that "Another case" last put in place of the page's own one; without it a reload would bring
 * back the first case and seem to have lost the answers to the second.
 * @param {string} pageItem the item the page was built with
 */
export function shownPrompt(pageItem) {
  const prompt = read(SHOWN + pageItem);
  return prompt && Array.isArray(prompt.fields) ? prompt : null;
}

/**
 * @param {string} pageItem
 * @param {any} prompt
 */
export function keepShown(pageItem, prompt) {
  write(SHOWN + pageItem, prompt);
}
