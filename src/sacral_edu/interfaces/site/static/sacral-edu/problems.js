/**
 * What plugins did wrong in this browser, for the instructor: kept here, since a page knows nothing of the
 * pages before it. No answer is among it.
 *
 * @typedef {{scorer: string, reason: string, item: string, times: number, last: string}} Problem
 */

import { read, write } from "./storage.js";

const KEY = "sacral-edu:problems";
const MOST = 50;

/** @returns {Problem[]} the latest first */
export function problemsSeen() {
  const kept = read(KEY);
  return Array.isArray(kept) ? kept.filter((one) => typeof one?.scorer === "string" && typeof one.reason === "string") : [];
}

/** @param {{scorer: string, reason: string, item_id: string}} outcome what was not graded */
export function noteProblem({ scorer, reason, item_id }) {
  const all = problemsSeen();
  const known = all.find((one) => one.scorer === scorer && one.reason === reason);
  const others = all.filter((one) => one !== known);
  const last = new Date().toISOString();
  write(KEY, [{ scorer, reason, item: item_id, times: (known?.times ?? 0) + 1, last }, ...others].slice(0, MOST));
}

export function forgetProblems() {
  write(KEY, null);
}
