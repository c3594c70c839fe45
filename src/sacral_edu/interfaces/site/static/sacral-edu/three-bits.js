/**
 * <sacral-three-bits>: set three sides, and see which sacrum they describe. All states were computed when the
 * book was built; nothing of the model stands here. `#three-bits=LRL` in the address sets the sides.
 *
 * @typedef {{bits: string, id: string, name: string, picture: string, why: string[], signs: [string, string][]}} State
 */

import { button, h, newId, say } from "./dom.js";
import { question } from "./explorer-parts.js";

const POSES = new URL("./poses/", import.meta.url).href;
const SIDES = [
  ["L", "Left"],
  ["R", "Right"],
];
const ASKED = [
  ["Seated flexion test positive", "seated flexion test"],
  ["Deep sulcus", "deep sulcus"],
  ["Posterior ILA", "posterior ILA"],
];
const LINK = /^#three-bits=([LR]{3})$/;

class SacralThreeBits extends HTMLElement {
  connectedCallback() {
    if (this.dataset.state) return;
    /** @type {State[]} */
    this.states = JSON.parse(this.querySelector("script")?.textContent ?? "[]");
    if (!this.states.length) return;
    this.dataset.state = "ready";
    const name = newId("bits");
    this.inputs = ASKED.map((_, place) =>
      SIDES.map(([value]) => h("input", { type: "radio", name: `${name}-${place}`, value })),
    );
    this.image = h("img", { class: "sxp-picture dark-light", width: "360", height: "469", alt: "" });
    this.told = h("p", { class: "sxp-name", role: "status" });
    this.why = h("ol", { class: "sxp-why" });
    this.signs = h("dl", { class: "sxp-signs" });
    this.guess = this.guessing();
    this.result = h("div", { class: "sxp-result" }, this.told, this.why, this.signs);
    this.replaceChildren(
      h("div", { class: "sxp-sides" }, ...ASKED.map(([words], place) => question(words, this.inputs[place], SIDES.map(([, side]) => side)))),
      this.guess,
      h("div", { class: "sxp-shown" }, this.image, this.result),
    );
    this.addEventListener("change", (event) => {
      if (/** @type {HTMLElement} */ (event.target).matches("input[type=radio]")) this.show();
    });
    window.addEventListener("hashchange", () => this.follow());
    this.set("RLR");
    this.follow();
  }

  guessing() {
    const box = h("input", { type: "checkbox", id: newId("hide") });
    const names = h("select", { id: newId("guess") }, ...this.states.map(({ bits, name }) => h("option", { value: bits }, name)));
    const verdict = h("p", { class: "sxp-verdict", role: "status" });
    const compare = button("Compare", { onclick: () => say(verdict, this.verdict(names.value)) });
    const row = h("div", { class: "sxp-row", hidden: true }, h("label", { for: names.id }, "Your name for it"), names, compare);
    box.addEventListener("change", () => {
      row.hidden = !box.checked;
      say(verdict, "");
      this.show();
    });
    this.hide = box;
    this.verdictLine = verdict;
    return h("div", { class: "sxp-guess" }, h("label", {}, box, h("span", {}, "Hide the name: I want to guess")), row, verdict);
  }

  /** Which of the sides the guess would need to be another. @param {string} guessed */
  verdict(guessed) {
    const now = this.bits();
    if (guessed === now) return `Right: ${this.state().name}.`;
    const off = ASKED.filter((_, place) => guessed[place] !== now[place]).map(([, words]) => words);
    return `Not yet. That name would need the other side at: ${off.join(", ")}.`;
  }

  bits() {
    return this.inputs.map((pair) => pair.find((one) => one.checked)?.value ?? "L").join("");
  }

  state() {
    return /** @type {State} */ (this.states.find(({ bits }) => bits === this.bits()));
  }

  /** @param {string} bits */
  set(bits) {
    this.inputs.forEach((pair, place) => pair.forEach((one) => (one.checked = one.value === bits[place])));
    this.show();
  }

  follow() {
    const found = LINK.exec(window.location.hash);
    if (!found) return;
    this.set(found[1]);
    this.scrollIntoView({ block: "start" });
  }

  show() {
    const state = this.state();
    const hidden = this.hide.checked;
    say(this.verdictLine, "");
    this.image.src = `${POSES}${state.bits}.svg`;
    this.image.alt = hidden ? "The drawing is shown with the name." : state.picture;
    this.image.hidden = hidden;
    this.why.hidden = hidden;
    say(this.told, hidden ? "What is it called?" : state.name);
    this.why.replaceChildren(...state.why.map((words) => h("li", {}, words)));
    this.signs.replaceChildren(...state.signs.flatMap(([what, found]) => [h("dt", {}, what), h("dd", {}, found)]));
  }
}

customElements.define("sacral-three-bits", SacralThreeBits);
