/**
 * The learner's progress: what was tried, how it went, what to review. It lives in this browser alone. Each
 * exercise has an entry of its own in storage, so that two tabs never write over each other's.
 *
 * @typedef {{at: string, item: string, points: number, credit: number}} Try
 * @typedef {{page: string, exercise: string, scorer: string, skills: string[], title: string,
 *   tries: Try[], count: number, best: number, box: number, later: boolean}} Entry
 */

import { read, write } from "./storage.js";

const PREFIX = "sacral-edu:progress:1:";
const VERSION = 1;
const KEPT_TRIES = 20;
const PASSED = 0.8;
/** Days until an exercise is due again, by how often in a row it went well. */
const DAYS = [0, 1, 3, 7, 21, 60];

/** @param {string} page @param {string} exercise */
function keyOf(page, exercise) {
  return `${PREFIX}${page}|${exercise}`;
}

/** @param {any} value @returns {value is Entry} */
function isEntry(value) {
  return (
    typeof value === "object" &&
    value !== null &&
    ["page", "exercise", "scorer", "title"].every((name) => typeof value[name] === "string") &&
    Array.isArray(value.skills) &&
    value.skills.every((/** @type {unknown} */ one) => typeof one === "string") &&
    Array.isArray(value.tries) &&
    value.tries.every(isTry) &&
    Number.isFinite(value.count) &&
    Number.isFinite(value.best)
  );
}

/** @param {any} value */
function isTry(value) {
  const share = (/** @type {unknown} */ one) => typeof one === "number" && one >= 0 && one <= 1;
  return (
    typeof value?.at === "string" &&
    !Number.isNaN(Date.parse(value.at)) &&
    typeof value.item === "string" &&
    share(value.points) &&
    share(value.credit)
  );
}

/**
 * @param {string} page
 * @param {string} exercise the item that the page was built with
 * @returns {Entry|null}
 */
export function entryOf(page, exercise) {
  const kept = read(keyOf(page, exercise));
  return isEntry(kept) ? kept : null;
}

/** @returns {Entry[]} */
export function entries() {
  const found = [];
  try {
    for (const key of Object.keys(window.localStorage)) {
      const kept = key.startsWith(PREFIX) ? read(key) : null;
      if (isEntry(kept)) found.push(kept);
    }
  } catch {
    // No storage, no progress: see storage.js.
  }
  return found;
}

/** @typedef {Pick<Entry, "page"|"exercise"|"scorer"|"skills"|"title">} About */

/**
 * Note how a check went.
 * @param {About} about
 * @param {{item: string, points: number, credit: number}} went
 * @returns {Entry}
 */
export function record(about, went) {
  const before = entryOf(about.page, about.exercise) ?? fresh(about);
  const one = { at: new Date().toISOString(), ...went };
  const entry = {
    ...before,
    ...about,
    tries: [...before.tries, one].slice(-KEPT_TRIES),
    count: before.count + 1,
    best: Math.max(before.best, went.credit),
    box: went.credit >= PASSED ? Math.min((before.box ?? 0) + 1, DAYS.length - 1) : 0,
    // What went well once more is off the list again, unless it is put there anew.
    later: went.credit >= PASSED ? false : before.later,
  };
  write(keyOf(about.page, about.exercise), entry);
  return entry;
}

/** @param {About} about @returns {Entry} */
function fresh(about) {
  return { ...about, tries: [], count: 0, best: 0, box: 0, later: false };
}

/**
 * @param {About} about
 * @param {boolean} later
 * @returns {boolean} whether it is kept
 */
export function setLater(about, later) {
  const before = entryOf(about.page, about.exercise) ?? fresh(about);
  return write(keyOf(about.page, about.exercise), { ...before, ...about, later });
}

/** @param {Entry} entry @returns {Date|null} when to do it again; null where it was not tried */
export function due(entry) {
  if (entry.later) return new Date(0);
  const last = entry.tries.at(-1);
  if (!last) return null;
  const days = DAYS[entry.box ?? 0] ?? 0;
  return new Date(Date.parse(last.at) + days * 86_400_000);
}

/**
 * What to do again, the most overdue first.
 * @param {Entry[]} all
 * @param {Date} now
 */
export function dueNow(all, now) {
  return all
    .map((entry) => ({ entry, at: due(entry) }))
    .filter(({ at }) => at !== null && at <= now)
    .sort((a, b) => Number(a.at) - Number(b.at) || (a.entry.exercise < b.entry.exercise ? -1 : 1))
    .map(({ entry }) => entry);
}

/**
 * @param {Entry[]} all
 * @returns {Array<{skill: string, tries: number, mean: number}>} by name; the mean of the last credit
 */
export function bySkill(all) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const entry of all) {
    const last = entry.tries.at(-1);
    for (const skill of last ? entry.skills : []) {
      found.set(skill, [...(found.get(skill) ?? []), last?.credit ?? 0]);
    }
  }
  return [...found]
    .map(([skill, credits]) => ({
      skill,
      tries: credits.length,
      mean: credits.reduce((sum, one) => sum + one, 0) / credits.length,
    }))
    .sort((a, b) => (a.skill < b.skill ? -1 : 1));
}

/** Everything as the text of a file. */
export function exported() {
  const all = entries().sort((a, b) => (keyOf(a.page, a.exercise) < keyOf(b.page, b.exercise) ? -1 : 1));
  return `${JSON.stringify({ sacral_edu_progress: VERSION, exercises: all }, null, 2)}\n`;
}

/**
 * Take a file in, keeping of each exercise what is newer and of both the best. Throws an Error with one
 * sentence where the file is not one of ours; then nothing is changed.
 * @param {string} text
 * @returns {{taken: number, kept: boolean}}
 */
export function imported(text) {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Error("This file is not JSON. Choose a file that “Export” has saved.");
  }
  if (read?.sacral_edu_progress !== VERSION || !Array.isArray(read.exercises)) {
    throw new Error("This is not a file of progress. Choose one that “Export” has saved.");
  }
  const wrong = read.exercises.findIndex((/** @type {unknown} */ one) => !isEntry(one));
  if (wrong >= 0) {
    throw new Error(`Entry ${wrong + 1} of this file is damaged; nothing was taken from it.`);
  }
  const kept = read.exercises.map((/** @type {Entry} */ one) => write(keyOf(one.page, one.exercise), merged(one)));
  return { taken: kept.length, kept: kept.every(Boolean) };
}

/** @param {Entry} given @returns {Entry} */
function merged(given) {
  const here = entryOf(given.page, given.exercise);
  if (!here) return given;
  const tries = new Map([...here.tries, ...given.tries].map((one) => [`${one.at} ${one.item}`, one]));
  const newer = (given.tries.at(-1)?.at ?? "") > (here.tries.at(-1)?.at ?? "") ? given : here;
  return {
    ...newer,
    tries: [...tries.values()].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(-KEPT_TRIES),
    count: Math.max(here.count, given.count, tries.size),
    best: Math.max(here.best, given.best),
    later: here.later || given.later,
  };
}

/** @returns {string} what was erased, to take it back with `imported` */
export function erase() {
  const before = exported();
  for (const entry of entries()) write(keyOf(entry.page, entry.exercise), null);
  return before;
}

/** @param {(event: StorageEvent) => void} heard when another tab has changed something */
export function onChange(heard) {
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) heard(event);
  });
}
