/**
 * Help with one exercise and what it costs: hints, further tries, the worked answer. What was taken is kept
 * with the item, so that a reload does not wash it away.
 *
 * @typedef {{number: number, of: number, text: string, lines?: string[], read_more?: string}} Hint
 * @typedef {{hints: Hint[], tries: number, solution: boolean, scored: string, sent: any}} Taken
 */

import { button, h, heading, listed, newId } from "./dom.js";
import { bookAddress, scoreFeedback } from "./feedback.js";
import { read, write } from "./storage.js";

const PREFIX = "sacral-edu:help:";

/** @param {string} itemId @returns {Taken} */
function kept(itemId) {
  const found = read(PREFIX + itemId);
  const hints = Array.isArray(found?.hints) ? found.hints.filter((/** @type {any} */ one) => one?.text) : [];
  const tries = Number.isInteger(found?.tries) && found.tries > 0 ? found.tries : 0;
  const sent = typeof found?.sent === "object" && found.sent ? found.sent : undefined;
  return { hints, tries, solution: found?.solution === true, scored: String(found?.scored ?? ""), sent };
}

export class Helping {
  /**
   * @param {import("./exercise.js").Exercise} exercise
   * @param {{hint: number, tries: number[]}|null} costs
   */
  constructor(exercise, costs) {
    this.exercise = exercise;
    this.costs = costs;
    this.itemId = exercise.prompt.item_id;
    this.taken = kept(this.itemId);
    this.list = h("ol", { class: "sx-hints", role: "list" });
    // The list is there before its first hint, so that each is read out as it comes.
    this.element = h("div", { class: "sx-help", "aria-live": "polite" }, this.list);
    this.more = button("Hint", { class: "sx-button", onclick: () => this.hint() });
    this.worked = button("Show the worked answer", { class: "sx-button", onclick: () => this.solution() });
    this.answer = h("div", { class: "sx-solution" });
    for (const hint of this.taken.hints) this.show(hint);
    this.label();
  }

  label() {
    const last = this.taken.hints.at(-1);
    const over = last !== undefined && last.number >= last.of;
    const price = this.costs && !this.taken.solution ? `costs ${Math.round(this.costs.hint * 100)}%` : "";
    const place = last ? `${last.number + 1} of ${last.of}` : "";
    const said = [place, price].filter(Boolean).join(", ");
    this.more.textContent = said ? `Hint (${said})` : "Hint";
    this.more.hidden = over;
  }

  /** What the engine is told of the help behind an answer; undefined where there was none. @param {any} answers */
  had(answers) {
    const { hints, tries, solution, scored, sent } = this.taken;
    // The same answer checked once more is no further try.
    if (scored && scored === JSON.stringify(answers) && !solution) return sent;
    const had = { hints: hints.length || undefined, tries: tries || undefined, solution: solution || undefined };
    return Object.values(had).some(Boolean) ? had : undefined;
  }

  /** @param {any} answers @param {any} sent */
  graded(answers, sent) {
    const now = JSON.stringify(answers);
    if (now === this.taken.scored) return;
    this.taken.tries += 1;
    this.taken.scored = now;
    this.taken.sent = sent;
    this.keep();
  }

  keep() {
    write(PREFIX + this.itemId, this.taken);
  }

  async hint() {
    const number = this.taken.hints.length + 1;
    const { engine } = this.exercise;
    const hint = await this.exercise.ask(this.more, "Fetching…", (tell) => engine.hint(this.itemId, number, tell));
    if (!hint) return;
    this.taken.hints.push(hint);
    this.keep();
    this.show(hint);
    this.label();
    if (this.more.hidden) this.exercise.check.focus();
  }

  /** @param {Hint} hint */
  show(hint) {
    const rows = (hint.lines ?? []).map((id) => this.exercise.note.row(id)).filter(Boolean);
    for (const row of rows) row.classList.add("sx-line--hinted");
    const links = rows.map((row, at) => [
      at ? ", " : " ",
      h("a", { href: `#${row.id}` }, `line ${this.exercise.note.numbers.get(hint.lines?.[at] ?? "")}`),
    ]);
    const read = hint.read_more ? [" ", h("a", { href: bookAddress(hint.read_more) }, "Read it")] : [];
    this.list.append(h("li", { class: "sx-hinted" }, h("b", {}, `Hint ${hint.number}: `), hint.text, ...links.flat(), ...read));
  }

  async solution() {
    const { engine } = this.exercise;
    const solution = await this.exercise.ask(this.worked, "Fetching…", (tell) => engine.solution(this.itemId, tell));
    if (!solution) return;
    this.taken.solution = true;
    this.keep();
    this.label();
    const title = heading(this.exercise, 1, { class: "sx-worked-title", tabindex: "-1", id: newId("worked") }, "Worked answer");
    const parts = solution.told.flatMap((/** @type {{label: string, lines: string[]}} */ one) => [
      h("dt", {}, one.label),
      ...one.lines.map((line) => h("dd", {}, line)),
    ]);
    const view = { level: this.exercise.level + 1, note: this.exercise.note, prompt: this.exercise.prompt };
    const why = scoreFeedback(solution.score, view, solution.response.answers, { plain: true });
    this.answer.replaceChildren(
      h("section", { class: "sx-worked", "aria-labelledby": title.id }, title, h("dl", { class: "sx-told" }, ...parts), why),
    );
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start" });
  }
}

/**
 * In words what was taken off, for the feedback.
 * @param {{hints?: number, tries?: number, solution?: boolean}|undefined} had
 */
export function helpWords(had) {
  if (!had) return "";
  const parts = [];
  if (had.solution) parts.push("the worked answer was shown");
  if (had.hints) parts.push(had.hints === 1 ? "one hint" : `${had.hints} hints`);
  if (had.tries) parts.push(had.tries === 1 ? "second try" : `try ${had.tries + 1}`);
  return listed(parts);
}
