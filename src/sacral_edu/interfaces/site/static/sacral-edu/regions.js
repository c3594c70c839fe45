/**
 * <sacral-regions>: set two flexion tests and two landmarks, and see which regions they leave open. The solver
 * answered every state when the book was built; nothing of it stands here.
 */

import { h, newId, say } from "./dom.js";
import { question } from "./explorer-parts.js";

const DRAWINGS = new URL("./landmarks/", import.meta.url).href;
const START = "L0--";

class SacralRegions extends HTMLElement {
  connectedCallback() {
    if (this.dataset.state) return;
    this.data = JSON.parse(this.querySelector("script")?.textContent ?? "null");
    if (!this.data) return;
    this.dataset.state = "ready";
    const name = newId("finding");
    /** @type {HTMLInputElement[][]} */
    this.inputs = this.data.asked.map((/** @type {any} */ [, values], /** @type {number} */ place) =>
      values.map((/** @type {[string, string]} */ [value]) =>
        h("input", { type: "radio", name: `${name}-${place}`, value, checked: value === START[place] }),
      ),
    );
    const questions = this.data.asked.map((/** @type {[string, [string, string][]]} */ [words, values], /** @type {number} */ place) =>
      question(words, this.inputs[place], values.map(([, said]) => said)),
    );
    this.image = h("img", { class: "sxp-picture dark-light", width: "360", height: "469", alt: "" });
    this.told = h("p", { class: "sxp-name", role: "status" });
    this.why = h("ul", { class: "sxp-why" });
    this.left = h("dl", { class: "sxp-left" });
    this.replaceChildren(
      h("div", { class: "sxp-sides" }, ...questions),
      h("div", { class: "sxp-shown" }, this.image, h("div", {}, this.told, this.why, this.left)),
    );
    this.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const state = this.inputs.map((row) => row.find((one) => one.checked)?.value ?? "-").join("");
    const { verdict, why, left } = this.data.outcomes[this.data.states[state]];
    const marks = state.slice(2);
    this.image.src = `${DRAWINGS}${marks}.svg`;
    this.image.alt = this.data.pictures[marks];
    say(this.told, verdict);
    this.why.replaceChildren(...why.map((/** @type {string} */ words) => h("li", {}, words)));
    this.left.replaceChildren(
      ...left.flatMap((/** @type {[string, string[]]} */ [region, names]) => [h("dt", {}, region), h("dd", {}, names.join("; "))]),
    );
  }
}

customElements.define("sacral-regions", SacralRegions);
