/** Names of the engine in words for the reader. */

/** What each difficulty of a generated patient means. @type {Record<string, string>} */
export const DIFFICULTIES = {
  textbook: "Textbook: every finding is there",
  minimal: "Minimal: only the findings that are needed",
  mixed: "Mixed: a second lesion",
  noisy: "Noisy: a sign was misread",
  red_flag: "Red flag: a warning sign",
  normal: "Normal: nothing to find",
};

/** "next_finding" reads "next finding". @param {string} name */
export function plain(name) {
  return name.replaceAll("_", " ");
}
