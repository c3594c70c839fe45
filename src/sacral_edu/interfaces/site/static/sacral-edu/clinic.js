/**
 * <sacral-clinic>: endless patients, by skill and difficulty. The address carries the patient, so that it can
 * be shared and the back button leads to the one before.
 */

import { h, newId, say } from "./dom.js";
import { engineFor } from "./engine.js";
import { Exercise } from "./exercise.js";
import { linkedItem, linkTo, pageName } from "./link.js";
import { warmNearView } from "./warm.js";
import { DIFFICULTIES, plain } from "./words.js";

const MOST_SEED = 2 ** 40;

/** A seed for a new patient: any whole number does, as long as it is another one each time. */
function newSeed() {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return (high * 2 ** 32 + low) % MOST_SEED;
}

class SacralClinic extends HTMLElement {
  connectedCallback() {
    if (this.dataset.state) return;
    const engine = engineFor(this.getAttribute("engine") ?? "server", this.dataset.api ?? "/api");
    if (!engine) {
      this.dataset.state = "static";
      this.replaceChildren(h("p", {}, this.dataset.why ?? "This page cannot make patients."));
      return;
    }
    const catalogue = JSON.parse(this.querySelector("script.sx-catalogue")?.textContent ?? "");
    this.engine = engine;
    this.costs = catalogue.costs;
    this.dataset.state = "ready";
    this.status = h("p", { class: "sx-status", role: "status" });
    this.problem = h("div", { class: "sx-problem", role: "alert" });
    // No more than a place: it is marked as ready, so that the element does not set itself up, and the
    // styles of an exercise hang on its name.
    this.place = h("sacral-exercise", { "data-state": "ready", engine: "clinic" });
    this.replaceChildren(this.choices(catalogue), this.status, this.problem, this.place);
    window.addEventListener("hashchange", () => this.follow());
    this.follow();
    warmNearView(this, engine);
  }

  /** @param {any} catalogue */
  choices(catalogue) {
    const groups = catalogue.scorers.map((scorer) =>
      h(
        "optgroup",
        { label: scorer.title },
        ...scorer.kinds.map((kind) => h("option", { value: `${scorer.name}/${kind}` }, `${scorer.title}: ${plain(kind)}`)),
      ),
    );
    this.kind = h("select", { class: "sx-select", id: newId("kind") }, h("option", { value: "" }, "Any question"), ...groups);
    this.difficulty = h(
      "select",
      { class: "sx-select", id: newId("difficulty") },
      h("option", { value: "" }, "Any difficulty"),
      ...catalogue.difficulties.map((one) => h("option", { value: one }, DIFFICULTIES[one] ?? plain(one))),
    );
    this.kinds = catalogue.scorers.flatMap((scorer) => scorer.kinds.map((kind) => `${scorer.name}/${kind}`));
    const row = (words, field) => h("div", { class: "sx-clinic-choice" }, h("label", { for: field.id }, words), field);
    const form = h(
      "form",
      { class: "sx-clinic" },
      row("What to practice", this.kind),
      row("Difficulty", this.difficulty),
      h("button", { type: "submit", class: "sx-button sx-button--main" }, "New patient"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.admit();
    });
    return form;
  }

  /** Make a patient; the address then shows it. */
  async admit() {
    const any = this.kinds[newSeed() % this.kinds.length];
    const [scorer, item] = (this.kind.value || any).split("/");
    const wanted = { scorer, item, difficulty: this.difficulty.value || undefined, seed: newSeed() };
    const prompt = await this.ask("A new patient comes in…", (tell) => this.engine.make(wanted, tell));
    if (!prompt) return;
    this.show(prompt);
    window.history.pushState(null, "", linkTo(prompt.item_id));
  }

  /** Show the patient of the address, if it names one. */
  async follow() {
    const item = linkedItem();
    if (!item || item === this.exercise?.prompt.item_id) return;
    const prompt = await this.ask("Fetching the patient…", (tell) => this.engine.prompt(item, tell));
    if (prompt) this.show(prompt);
  }

  /** @param {any} prompt */
  show(prompt) {
    const [, scorer, name] = prompt.item_id.split("/");
    this.exercise = new Exercise(this.place, {
      engine: this.engine,
      level: 2,
      pageItem: `clinic/${scorer}/${name}`,
      page: pageName(),
      costs: this.costs,
      moved: (item) => window.history.pushState(null, "", linkTo(item)),
    });
    this.place.replaceChildren();
    this.exercise.show(prompt);
    this.exercise.title.focus({ preventScroll: true });
    this.exercise.form.scrollIntoView({ block: "start" });
  }

  /**
   * @param {string} meanwhile
   * @param {(tell: (words: string) => void) => Promise<any>} call
   */
  async ask(meanwhile, call) {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem.replaceChildren();
    say(this.status, meanwhile);
    try {
      return await call((words) => say(this.status, words));
    } catch (error) {
      this.problem.replaceChildren(h("p", {}, error.message));
      return undefined;
    } finally {
      this.busy = false;
      say(this.status, "");
    }
  }
}

customElements.define("sacral-clinic", SacralClinic);
