/** One exercise on the page: draws a prompt, gathers the answers, asks the engine, shows what it says. */

import { button, h, heading, newId, say } from "./dom.js";
import { notGradedFeedback, scoreFeedback, statusOf } from "./feedback.js";
import { Helping, helpWords } from "./help.js";
import { keepAnswers, keepShown, keepUngraded, keptAnswers } from "./keep.js";
import { linkTo, unlink } from "./link.js";
import { moreActions } from "./more.js";
import { noteProblem } from "./problems.js";
import { entryOf, record } from "./progress.js";
import { about, buildQuestion, context } from "./question.js";

export class Exercise {
  /**
   * @param {HTMLElement} host where the form is put
   * @param {{engine: import("./engine.js").Engine, level: number, pageItem: string, page: string,
   *   costs: {hint: number, tries: number[]}|null, moved?(itemId: string): void}} settings
   */
  constructor(host, settings) {
    this.host = host;
    this.engine = settings.engine;
    this.level = settings.level;
    this.pageItem = settings.pageItem;
    this.page = settings.page;
    this.costs = settings.costs;
    this.moved = settings.moved;
    /** @type {string|undefined} */
    this.difficulty = undefined;
    this.busy = false;
  }

  /** @param {any} prompt */
  show(prompt) {
    this.prompt = prompt;
    const { note, fields, body } = buildQuestion(prompt, this);
    this.note = note;
    this.fields = fields;
    this.stale = h("p", { class: "sx-stale", role: "status" });
    this.outcome = h("div", { class: "sx-outcome" });
    this.problem = h("div", { class: "sx-problem", role: "alert" });
    this.status = h("p", { class: "sx-status", role: "status" });
    this.progressMark = h("p", { class: "sx-about" });
    this.title = heading(this, 0, { class: "sx-title", tabindex: "-1", id: newId("title") }, prompt.title);
    this.form = h(
      "form",
      { class: "sx-card", "aria-labelledby": this.title.id, novalidate: true },
      h("div", { class: "sx-head" }, this.title, h("div", { class: "sx-head-about" }, about(prompt), this.progressMark)),
      context(prompt.context ?? []),
      ...body,
      ...this.controls(),
      this.outcome,
      this.helping.answer,
    );
    this.tellProgress();
    // Enter in a box must not hand the answer in, nor reload the page.
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.restore(keptAnswers(prompt.item_id));
    const before = this.host.querySelector(":scope > .sx-card, :scope > .sx-static");
    if (before) before.replaceWith(this.form);
    else this.host.prepend(this.form);
  }

  controls() {
    this.check = button("Check", { class: "sx-button sx-button--main", onclick: () => this.score() });
    this.wipe = button("Clear", { class: "sx-button", onclick: () => this.clear() });
    this.next = button("Another patient", { class: "sx-button sx-button--end", onclick: () => this.another() });
    this.helping = new Helping(this, this.costs);
    const main = h("div", { class: "sx-actions" }, this.check, this.helping.more, this.wipe, this.next);
    const more = moreActions(this, this.helping.worked);
    return [this.helping.element, this.problem, main, this.status, more];
  }

  /** What the learner's progress is kept under. */
  aboutIt() {
    const { scorer, skills = [], title } = this.prompt;
    return { page: this.page, exercise: this.pageItem, scorer, skills, title };
  }

  later() {
    return entryOf(this.page, this.pageItem)?.later ?? false;
  }

  link() {
    return linkTo(this.prompt.item_id);
  }

  tellProgress() {
    const entry = entryOf(this.page, this.pageItem);
    const best = entry?.count ? `Best so far: ${Math.round(entry.best * 100)}%` : "Not tried yet";
    this.progressMark.textContent = entry?.later ? `${best}, to review` : best;
  }

  answers() {
    return Object.fromEntries([...this.fields].map(([id, view]) => [id, view.value()]));
  }

  /** @param {Record<string, any>} answers */
  restore(answers) {
    for (const [id, view] of this.fields) view.set(answers[id]);
  }

  /** Called by the fields after each change. */
  changed() {
    keepAnswers(this.prompt.item_id, this.answers());
    this.status.replaceChildren();
    if (!this.outcome.firstChild) return;
    this.outcome.classList.add("sx-outcome--stale");
    if (!this.stale.textContent) say(this.stale, "You have changed your answer since. Check again to see how it does now.");
  }

  /** Clearing can be taken back: one stray tap must not cost ten minutes of work. */
  clear() {
    if (this.busy) return;
    const before = this.answers();
    this.restore({});
    this.changed();
    this.problem.replaceChildren();
    const undo = button("Undo", {
      class: "sx-link",
      onclick: () => {
        this.restore(before);
        this.changed();
        this.wipe.focus();
        say(this.status, "Your answer is back.");
      },
    });
    this.status.replaceChildren("Answer cleared. ", undo);
  }

  async score() {
    const wrong = [...this.fields.values()].map((view) => view.problem?.()).find(Boolean);
    if (wrong) {
      this.fail(wrong.text);
      wrong.focus.focus();
      return;
    }
    const answers = this.answers();
    const had = this.helping.had(answers);
    const response = { item_id: this.prompt.item_id, answers, ...(had ? { help: had } : {}) };
    const outcome = await this.ask(this.check, "Checking…", (tell) => this.engine.score(response, tell));
    if (outcome) this.tell(outcome, answers, had);
  }

  async another() {
    const item = this.prompt.item_id;
    const wishes = this.difficulty ? { difficulty: this.difficulty } : {};
    const prompt = await this.ask(this.next, "Fetching…", (tell) => this.engine.another(item, tell, wishes));
    if (!prompt) return;
    if (this.moved) this.moved(prompt.item_id);
    else unlink();
    keepShown(this.pageItem, prompt);
    this.show(prompt);
    this.title.focus({ preventScroll: true });
    this.form.scrollIntoView({ block: "start" });
  }

  /**
   * Show the patient of a link. The one shown before comes back with the page's plain address.
   * @param {string} itemId
   */
  async open(itemId) {
    if (this.prompt.item_id !== itemId) {
      const prompt = await this.ask(this.next, "Fetching…", (tell) => this.engine.prompt(itemId, tell));
      if (!prompt) return;
      keepShown(this.pageItem, prompt);
      this.show(prompt);
    }
    this.title.focus({ preventScroll: true });
    this.form.scrollIntoView({ block: "start" });
  }

  /**
   * Call the engine once, whatever is pressed meanwhile. Returns undefined after a failure, which is told.
   * @param {HTMLElement} pressed
   * @param {string} meanwhile
   * @param {(tell: import("./engine.js").Tell) => Promise<any>} call
   */
  async ask(pressed, meanwhile, call) {
    if (this.busy) return undefined;
    this.wait(true);
    this.problem.replaceChildren();
    const words = pressed.textContent;
    pressed.textContent = meanwhile;
    say(this.status, meanwhile);
    try {
      return await call((words) => this.progress(words));
    } catch (error) {
      this.fail(`${error.message} Your answer is kept: press “${words}” to try again.`);
      return undefined;
    } finally {
      pressed.textContent = words;
      this.status.replaceChildren();
      this.wait(false);
    }
  }

  /** Say how far a long wait is, once for each new wording. @param {string} words */
  progress(words) {
    if (this.busy && this.status.textContent !== words) say(this.status, words);
  }

  /** @param {boolean} busy */
  wait(busy) {
    this.busy = busy;
    this.form.setAttribute("aria-busy", String(busy));
    // aria-disabled keeps the focus where it is; a disabled button would drop it.
    const { more, worked } = this.helping;
    for (const one of [this.check, this.wipe, this.next, more, worked]) one.setAttribute("aria-disabled", String(busy));
  }

  /** @param {string} text */
  fail(text) {
    this.problem.replaceChildren(h("p", {}, text));
  }

  /**
   * @param {any} outcome
   * @param {Record<string, any>} answers the answers that were scored, whatever is typed meanwhile
   * @param {import("./engine.js").Help|undefined} had
   */
  tell(outcome, answers, had) {
    const graded = outcome.outcome === "score";
    if (!graded && outcome.outcome !== "not_graded") {
      this.fail("The server's reply could not be read. Your answer is kept: press “Check” to try again.");
      return;
    }
    keepUngraded(this.prompt.item_id, graded ? null : this.answers());
    this.note.unflag();
    if (graded) this.note.flag(outcome.criteria, statusOf);
    if (graded) this.remember(outcome, answers, had);
    else noteProblem(outcome);
    const feedback = graded
      ? scoreFeedback(outcome, this, answers, { help: helpWords(had) })
      : notGradedFeedback(outcome, this);
    say(this.stale, "");
    this.outcome.classList.remove("sx-outcome--stale");
    this.outcome.replaceChildren(this.stale, feedback);
    // The heading takes the focus and so is read out; a live region on top would say it twice.
    feedback.querySelector(".sx-score").focus({ preventScroll: true });
    feedback.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {any} score
   * @param {Record<string, any>} answers
   * @param {import("./engine.js").Help|undefined} had
   */
  remember(score, answers, had) {
    this.helping.graded(answers, had);
    const credit = Math.max(0, Math.min(1, score.credit ?? score.points));
    const points = Math.max(0, Math.min(1, score.points));
    record(this.aboutIt(), { item: this.prompt.item_id, points, credit });
    this.tellProgress();
    this.helping.label();
  }
}
