/**
 * The engine of a site that is only files: Python in a worker of this page, with the same code as the server.
 * It starts when an exercise comes near to view, or else at the first call. A failed start is forgotten, so
 * that the next call is a new try.
 */

import { EngineError } from "./engine-error.js";
import { askToKeep } from "./offline.js";

/** A start that has told nothing for so long will not come to an end. A slow line tells all the time. */
const STALLED_MS = 45_000;
/** A plugin that takes longer for one answer does not come back: they take milliseconds, on a slow phone tens. */
const CALL_MS = 10_000;

const HELP = "Reload the page or try another browser; your instructor can grade it with `sacral-edu serve`.";

/** @typedef {(words: string) => void} Tell */

/**
 * @param {string} folder address of the folder with the worker and the runtime
 * @param {{stalled?: number, call?: number}} [limits] in milliseconds
 * @returns {import("./engine.js").Engine}
 */
export function browserEngine(folder, { stalled = STALLED_MS, call = CALL_MS } = {}) {
  /** @type {Promise<Python>|null} */
  let starting = null;
  /** @type {Promise<any>|null} */
  let codes = null;
  let words = "Starting the grader…";
  /** @type {Set<Tell>} */
  const waiting = new Set();

  function start() {
    starting ??= Python.start(folder, stalled, (said) => {
      words = said;
      for (const tell of waiting) tell(said);
    });
    starting.then(
      () => askToKeep("keep the engine"),
      () => (starting = null),
    );
    return starting;
  }

  /**
   * @param {object} question
   * @param {Tell} [tell]
   */
  async function ask(question, tell) {
    const begun = start();
    if (tell) {
      // Only who really waits is told: once it runs, a call takes no time.
      const told = setTimeout(() => waiting.add(tell) && tell(words), 200);
      await begun.finally(() => clearTimeout(told) ?? waiting.delete(tell));
    }
    const python = await begun;
    try {
      return await python.ask(question, call);
    } catch (error) {
      if (python.ended && starting === begun) starting = null;
      // Who only waited behind a call that did not come back is asked anew, by a new worker.
      if (error instanceof Interrupted) return ask(question, tell);
      throw error;
    }
  }

  /**
   * Score, where a plugin that does not come back is one that could not score: no zero, and the answer is kept.
   * @param {import("./engine.js").Response} response
   * @param {Tell} [tell]
   */
  async function score(response, tell) {
    try {
      return await ask({ ask: "score", response }, tell);
    } catch (error) {
      if (!(error instanceof Hanging)) throw error;
      const { item_id, answers } = response;
      return { outcome: "not_graded", item_id, scorer: error.plugin, reason: error.reason, answers };
    }
  }

  return {
    // An item that was asked about is kept: the score is then there at once.
    warm: (item) => {
      const begun = start();
      (item ? begun.then(() => ask({ ask: "prompt", item })) : begun).catch(() => {});
    },
    codes() {
      codes ??= ask({ ask: "codes" }).catch((error) => {
        codes = null;
        throw error;
      });
      return codes;
    },
    score,
    another: (item, tell, wishes = {}) => ask({ ask: "another", item, ...wishes }, tell),
    hint: (item, number, tell) => ask({ ask: "hint", item, number }, tell),
    solution: (item, tell) => ask({ ask: "solution", item }, tell),
    prompt: (item, tell) => ask({ ask: "prompt", item }, tell),
    make: (wanted, tell) => ask({ ask: "make", ...wanted }, tell),
    problems: (tell) => ask({ ask: "problems" }, tell),
  };
}

/** A call that did not come back: the worker had to be ended. */
class Hanging extends EngineError {
  /**
   * @param {any} question
   * @param {number} limit in milliseconds
   */
  constructor(question, limit) {
    const item = question.response?.item_id ?? question.item;
    const plugin = question.scorer ?? (typeof item === "string" ? item.split("/")[1] : undefined);
    const reason = `it did not reply within ${limit / 1000} seconds and was stopped`;
    super(plugin ? `Plugin ${plugin} could not do this: ${reason}.` : `The grader could not do this: ${reason}.`);
    this.plugin = plugin;
    this.reason = reason;
  }
}

/** A call that stood behind one that did not come back. */
class Interrupted extends EngineError {}

/** One running worker. */
class Python {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
    this.ended = false;
    this.last = 0;
    /** @type {Map<number, {resolve(reply: string): void, reject(error: Error): void, timer: any}>} */
    this.asked = new Map();
  }

  /**
   * @param {string} folder
   * @param {number} stalled
   * @param {Tell} tell
   * @returns {Promise<Python>}
   */
  static start(folder, stalled, tell) {
    return new Promise((resolve, reject) => {
      /** @param {string} why */
      const fail = (why) => {
        clearTimeout(timer);
        python?.end();
        reject(new EngineError(`The grader could not be started in your browser: ${why}. ${HELP}`));
      };
      const late = () => fail(`nothing has happened for ${stalled / 1000} seconds`);
      let timer = setTimeout(late, stalled);
      /** @type {Python|undefined} */
      let python;
      if (typeof WebAssembly !== "object") return fail("it has no WebAssembly");
      try {
        python = new Python(new Worker(new URL("worker.js", folder), { type: "module" }));
      } catch (error) {
        return fail(said(error));
      }
      python.worker.onerror = (event) => {
        event.preventDefault();
        fail(event.message || "a part of it could not be fetched. You may be offline");
      };
      python.worker.onmessage = ({ data }) => {
        clearTimeout(timer);
        if (data.failed !== undefined) return fail(data.failed);
        if (data.ready) return resolve(/** @type {Python} */ (python).ready());
        timer = setTimeout(late, stalled);
        tell(data.step ?? fetched(data.progress));
      };
    });
  }

  ready() {
    this.worker.onmessage = ({ data }) => this.settle(data.id, ({ resolve }) => resolve(data.reply));
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.end(new EngineError(`The grader stopped: ${event.message || "no reason is known"}.`));
    };
    return this;
  }

  /**
   * @param {number} id
   * @param {(waiting: {resolve(reply: string): void, reject(error: Error): void}) => void} settled
   */
  settle(id, settled) {
    const waiting = this.asked.get(id);
    if (!waiting) return;
    this.asked.delete(id);
    clearTimeout(waiting.timer);
    settled(waiting);
  }

  /** @param {Error} [why] told to all who wait */
  end(why = new Interrupted("The grader was stopped.")) {
    this.ended = true;
    this.worker.terminate();
    for (const id of [...this.asked.keys()]) this.settle(id, ({ reject }) => reject(why));
  }

  /**
   * @param {object} question
   * @param {number} limit in milliseconds
   */
  async ask(question, limit) {
    if (this.ended) throw new Interrupted("The grader was stopped.");
    const id = ++this.last;
    /** @type {string} */
    const reply = await new Promise((resolve, reject) => {
      const hang = () => {
        this.settle(id, () => reject(new Hanging(question, limit)));
        this.end();
      };
      this.asked.set(id, { resolve, reject, timer: setTimeout(hang, limit) });
      this.worker.postMessage({ id, question: JSON.stringify(question) });
    });
    const said = JSON.parse(reply);
    if (said.refused !== undefined) throw new EngineError(said.refused);
    return said.answer;
  }
}

/** In steps of ten, since a screen reader says each. @param {{done: number, total: number}} progress */
function fetched({ done, total }) {
  const megabytes = Math.ceil(total / 1_000_000);
  return `Fetching the grader, once: ${Math.floor((done / total) * 10) * 10}% of ${megabytes} MB…`;
}

/** @param {unknown} error */
function said(error) {
  return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
}
