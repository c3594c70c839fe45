/**
 * Who grades: a server, or what stands in for one where the site is only files (Python in the browser, or
 * nothing). Another engine has the same methods and is made known with `registerEngine`. `tell` is given
 * words to show while somebody waits; `warm` hears that an exercise comes near to view, and of which item.
 *
 * @typedef {{code: string, title: string}} Diagnosis
 * @typedef {{code: string, shown: string, words: string, family: string}} Procedure
 * @typedef {{code: string, words: string}} Modifier
 * @typedef {{diagnoses: Diagnosis[], procedures: Procedure[], modifiers: Modifier[], notice?: string}} Codes
 * @typedef {{hints?: number, tries?: number, solution?: boolean}} Help
 * @typedef {{item_id: string, answers: Record<string, any>, help?: Help}} Response
 * @typedef {(words: string) => void} Tell
 * @typedef {{difficulty?: string}} Wishes
 * @typedef {{scorer: string, item?: string, difficulty?: string, seed?: number, index?: number}} Wanted
 * @typedef {{codes(): Promise<Codes>, score(response: Response, tell?: Tell): Promise<any>,
 *   another(itemId: string, tell?: Tell, wishes?: Wishes): Promise<any>,
 *   hint(itemId: string, number: number, tell?: Tell): Promise<any>,
 *   solution(itemId: string, tell?: Tell): Promise<any>, prompt(itemId: string, tell?: Tell): Promise<any>,
 *   make(wanted: Wanted, tell?: Tell): Promise<any>,
 *   problems(tell?: Tell): Promise<any>, warm?(item?: string): void}} Engine
 */

import { browserEngine } from "./browser-engine.js";
import { EngineError } from "./engine-error.js";
import { STAND_IN } from "./stand-in.js";

export { EngineError };

const TIME_LIMIT_MS = 20_000;

/** @type {Map<string, (api: string) => Engine>} */
const factories = new Map([
  ["server", serverEngine],
  ["browser", () => browserEngine(new URL(STAND_IN?.folder ?? "./engine/", import.meta.url).href)],
]);

/** One engine for each kind and address, so that exercises of one page share one fetched code list. */
const engines = new Map();

/**
 * Make another kind of engine known. Call it before `sacral-exercise.js` is imported.
 * @param {string} name the value of the element's `engine` attribute
 * @param {(api: string) => Engine} factory
 */
export function registerEngine(name, factory) {
  factories.set(name, factory);
}

/**
 * Return the engine of that name, or null where there is none.
 * @param {string} name
 * @param {string} api
 * @returns {Engine|null}
 */
export function engineFor(name, api) {
  const named = name === "server" ? (STAND_IN?.engine ?? name) : name;
  const factory = factories.get(named);
  if (!factory) return null;
  const key = `${named} ${api}`;
  if (!engines.has(key)) engines.set(key, factory(api));
  return engines.get(key);
}

/**
 * @param {string} api address of the API without a trailing slash
 * @returns {Engine}
 */
function serverEngine(api) {
  const base = api.replace(/\/+$/, "");
  /** @type {Promise<Codes>|null} */
  let codes = null;

  /**
   * @param {string} path
   * @param {Record<string, any>} [asked] what is undefined is left out
   */
  function address(path, asked = {}) {
    const given = Object.entries(asked).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return `${base}/${path}${query && `?${query}`}`;
  }

  return {
    codes() {
      // A failed list is forgotten again, so that the next focus of the field is a new try.
      codes ??= call(`${base}/codes`).catch((error) => {
        codes = null;
        throw error;
      });
      return codes;
    },
    score(response) {
      return call(`${base}/score`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(response),
      });
    },
    another: (item, _tell, wishes = {}) => call(address("another", { item, ...wishes })),
    hint: (item, number) => call(address("hint", { item, number })),
    solution: (item) => call(address("solution", { item })),
    prompt: (item) => call(address("prompt", { item })),
    make: (wanted) => call(address("make", wanted)),
    problems: () => call(address("problems")),
  };
}

/**
 * Call and return the decoded JSON; every way to fail ends in an EngineError.
 * @param {string} url
 * @param {RequestInit} [options]
 */
async function call(url, options = {}) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIME_LIMIT_MS);
  try {
    const reply = await fetch(url, { ...options, signal: limit.signal });
    if (!reply.ok) throw new EngineError(await refusal(reply));
    return await reply.json();
  } catch (error) {
    throw error instanceof EngineError ? error : new EngineError(reason(error, limit.signal.aborted));
  } finally {
    clearTimeout(timer);
  }
}

/** @param {globalThis.Response} reply */
async function refusal(reply) {
  const body = await reply.json().catch(() => null);
  if (reply.status < 500 && typeof body?.detail === "string") return body.detail;
  if (reply.status === 429) return "Too many requests at once; wait a minute.";
  return `The server ran into a problem (status ${reply.status}).`;
}

/**
 * @param {unknown} error
 * @param {boolean} late
 */
function reason(error, late) {
  if (late) return `The server did not reply within ${TIME_LIMIT_MS / 1000} seconds.`;
  if (error instanceof SyntaxError) return "The server's reply could not be read.";
  return "The server could not be reached. You may be offline.";
}
