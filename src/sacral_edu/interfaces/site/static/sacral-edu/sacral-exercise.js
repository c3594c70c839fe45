/**
 * <sacral-exercise>: an exercise inside a page of the book.
 *
 *   <sacral-exercise item="..." engine="server" data-api="/api">
 *     <div class="sx-static">the same in plain HTML, for readers without JavaScript</div>
 *     <script type="application/json" class="sx-prompt">the prompt</script>
 *   </sacral-exercise>
 *
 * Load this file as a module, and `sacral-exercise.css` as a style sheet. Everything is in the light DOM:
 * the theme's styles apply, find-in-page works, and a page prints as it is seen.
 *
 * Attributes: `item`; `engine` ("server", "none" or a name given to `registerEngine`); `data-api` (default
 * "/api"); `data-why`, one sentence on where to go for grading, shown with engine "none";
 * `heading-level` (default 3).
 */

import { h } from "./dom.js";
import { engineFor } from "./engine.js";
import { Exercise } from "./exercise.js";
import { keepShown, shownPrompt } from "./keep.js";
import { kindOf, linkedItem, pageName } from "./link.js";
import { warmNearView } from "./warm.js";

const ONLY_TO_READ = "This page cannot grade answers; the exercise is here to read.";
const NOT_HERE = "The link that you followed names a patient that no exercise on this page can show.";
const BROKEN = "This exercise could not be set up in your browser, so it is shown to read only.";

class SacralExercise extends HTMLElement {
  connectedCallback() {
    // Being moved within the page connects an element again; a form that is there stays.
    if (this.dataset.state) return;
    const engine = engineFor(this.getAttribute("engine") ?? "server", this.dataset.api ?? "/api");
    if (!engine) {
      this.explain(this.dataset.why || ONLY_TO_READ);
      return;
    }
    try {
      this.start(engine);
    } catch (error) {
      // The readable text is still there: an exercise that cannot start must not take it away.
      console.error("sacral-exercise:", error);
      this.explain(BROKEN);
    }
  }

  /** @param {import("./engine.js").Engine} engine */
  start(engine) {
    const prompt = JSON.parse(this.querySelector("script.sx-prompt")?.textContent ?? "");
    const pageItem = this.getAttribute("item") ?? prompt.item_id;
    const level = Number(this.getAttribute("heading-level")) || 3;
    const costs = JSON.parse(this.dataset.costs || "null");
    const exercise = new Exercise(this, { engine, level, pageItem, page: pageName(), costs });
    try {
      exercise.show(shownPrompt(pageItem) ?? prompt);
    } catch {
      // A case kept from before the site was renewed may no longer be drawable; the page's own one is.
      keepShown(pageItem, null);
      exercise.show(prompt);
    }
    this.dataset.state = "ready";
    this.follow(exercise, pageItem);
    warmNearView(this, engine);
  }

  /**
   * Show the patient that the page's address asks for, in the first exercise of that kind.
   * @param {Exercise} exercise
   * @param {string} pageItem
   */
  follow(exercise, pageItem) {
    const linked = () => {
      const item = linkedItem();
      if (!item) return;
      const all = [...document.querySelectorAll("sacral-exercise[item]")];
      const fitting = all.find((one) => kindOf(one.getAttribute("item") ?? "") === kindOf(item));
      if (fitting === this) exercise.open(item);
      if (!fitting && all[0] === this) exercise.fail(NOT_HERE);
    };
    window.addEventListener("hashchange", linked);
    linked();
  }

  /** @param {string} sentence */
  explain(sentence) {
    this.dataset.state = "static";
    this.append(h("p", { class: "sx-why" }, sentence));
  }
}

customElements.define("sacral-exercise", SacralExercise);
