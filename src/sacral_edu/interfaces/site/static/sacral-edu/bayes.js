/**
 * <sacral-bayes>: how sure a test leaves you. Every count was worked out when the book was built; the only
 * arithmetic here is the share of one count in two.
 *
 * @typedef {{name: string, against: string, figures: string, counts: [number, number, number, number][]}} Tested
 * @typedef {{name: string, figures: string, agree: number, alone: number, together: number}} Agreed
 */

import { drawn, h, newId, say } from "./dom.js";
import { question } from "./explorer-parts.js";

const DOT = 10;

/** A hundred dots, the first of them filled. @param {number} full */
function dots(full) {
  const each = Array.from({ length: 100 }, (_, at) => {
    const place = { cx: (at % 10) * DOT + DOT / 2, cy: Math.floor(at / 10) * DOT + DOT / 2, r: 3.6 };
    return drawn("circle", at < full ? { ...place, class: "sxp-full" } : place);
  });
  return drawn("svg", { viewBox: `0 0 ${10 * DOT} ${10 * DOT}`, class: "sxp-dots", "aria-hidden": "true" }, ...each);
}

class SacralBayes extends HTMLElement {
  connectedCallback() {
    if (this.dataset.state) return;
    const data = JSON.parse(this.querySelector("script")?.textContent ?? "null");
    if (!data) return;
    this.dataset.state = "ready";
    /** @type {Tested[]} */
    this.tested = data.tested;
    /** @type {Agreed[]} */
    this.agreed = data.agreed;
    const options = (/** @type {string} */ kind, /** @type {{name: string}[]} */ rows) =>
      rows.map(({ name }, at) => h("option", { value: `${kind}${at}` }, name));
    this.choice = h(
      "select",
      { id: newId("test") },
      h("optgroup", { label: "Compared with something else" }, ...options("t", this.tested)),
      h("optgroup", { label: "Agreement of examiners only" }, ...options("a", this.agreed)),
    );
    const start = Math.max(0, this.tested.findIndex(({ name }) => name.startsWith("Three or more of six")));
    this.choice.value = `t${start}`;
    this.before = h("input", { type: "range", min: "1", max: "99", step: "1", id: newId("before") });
    this.before.value = "20";
    this.beforeWords = h("span", {});
    this.slider = h("div", { class: "sxp-range" }, h("label", { for: this.before.id }, "Before the test: ", this.beforeWords), this.before);
    const name = newId("result");
    this.results = ["positive", "negative"].map((value) => h("input", { type: "radio", name, value, checked: value === "positive" }));
    this.result = question("Result", this.results, ["Positive", "Negative"]);
    this.told = h("p", { class: "sxp-name", role: "status" });
    this.why = h("ol", { class: "sxp-why" });
    this.source = h("p", { class: "sxp-quiet" });
    this.picture = h("div", {});
    this.replaceChildren(
      h("div", { class: "sxp-field" }, h("label", { for: this.choice.id }, "Test or finding"), this.choice),
      this.slider,
      this.result,
      h("div", { class: "sxp-shown" }, this.picture, h("div", {}, this.told, this.why, this.source)),
    );
    this.addEventListener("input", () => this.show());
    this.show();
  }

  show() {
    const kind = this.choice.value[0];
    const at = Number(this.choice.value.slice(1));
    const alone = kind === "a";
    this.slider.hidden = this.result.hidden = alone;
    if (alone) this.showAgreed(this.agreed[at]);
    else this.showTested(this.tested[at]);
  }

  /** @param {Tested} test */
  showTested(test) {
    const percent = Number(this.before.value);
    this.beforeWords.textContent = `${percent} of 100 such patients have it`;
    this.before.setAttribute("aria-valuetext", `${percent} percent`);
    const [found, alarmed, missed, cleared] = test.counts[percent - 1];
    const positive = this.results[0].checked;
    const [has, hasNot] = positive ? [found, alarmed] : [missed, cleared];
    const word = positive ? "positive" : "negative";
    const all = has + hasNot;
    const share = all ? (100 * has) / all : 0;
    const rounded = share > 0 && share < 1 ? "less than 1" : String(Math.round(share));
    say(this.told, `After a ${word} result: ${rounded} of 100 have it.`);
    this.why.replaceChildren(
      h("li", {}, `Of 1000 such patients ${found + missed} have it and ${alarmed + cleared} do not.`),
      h("li", {}, `The test is ${word} in ${has} of those who have it, and in ${hasNot} of those who do not.`),
      h("li", {}, `So ${has} of the ${all} with a ${word} result have it.`),
    );
    this.source.textContent = `“Have it” means what the test was compared with: ${test.against}. That is not somatic dysfunction of the sacrum, for which there is no gold standard. ${test.figures}`;
    this.picture.replaceChildren(dots(Math.round(share)));
  }

  /** @param {Agreed} finding */
  showAgreed(finding) {
    say(this.told, `One examiner is right in ${finding.alone} of 100, if the model holds.`);
    this.why.replaceChildren(
      h("li", {}, `Two examiners agree in ${finding.agree} of 100 patients; tossing coins they would agree in 50.`),
      h("li", {}, `Where an independent colleague agrees, ${finding.together} of 100 are right; where one disagrees, 50.`),
      h("li", {}, "This source measured agreement and no accuracy, so no chance before and after a result can be given."),
    );
    this.source.textContent = `By this course's error model: two answers, equally frequent, and errors that are independent. A kappa below 0 counts as 0. ${finding.figures}`;
    this.picture.replaceChildren(dots(finding.alone));
  }
}

customElements.define("sacral-bayes", SacralBayes);
