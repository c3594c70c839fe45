/** <sacral-plugins>: for instructors, what is wrong with the plugins of this course, as whoever grades sees it. */

import { button, h, newId, say } from "./dom.js";
import { engineFor } from "./engine.js";
import { forgetProblems, problemsSeen } from "./problems.js";

const NONE = "Whoever grades here knows of no problem with a plugin.";
const NOBODY = "Nothing grades here, so nothing is known about how plugins fare.";

class SacralPlugins extends HTMLElement {
  connectedCallback() {
    if (this.dataset.state) return;
    this.dataset.state = "ready";
    this.engine = engineFor(this.getAttribute("engine") ?? "server", this.dataset.api ?? "/api");
    this.status = h("p", { class: "sx-status", role: "status" });
    this.found = h("div", {});
    this.seen = h("div", {});
    this.look = button("Look for problems", { class: "sx-button", onclick: () => this.ask() });
    this.append(h("div", { class: "sx-more-row" }, this.look), this.status, this.found, this.seen);
    this.drawSeen();
  }

  async ask() {
    if (!this.engine) {
      say(this.status, NOBODY);
      return;
    }
    if (this.busy) return;
    this.busy = true;
    try {
      say(this.status, "Looking…");
      const problems = await this.engine.problems((words) => say(this.status, words));
      const count = problems.length === 1 ? "One problem is known." : `${problems.length} problems are known.`;
      say(this.status, problems.length ? count : NONE);
      this.found.replaceChildren(listed(problems.map((one) => one.sentence)));
    } catch (error) {
      say(this.status, error.message);
    } finally {
      this.busy = false;
    }
  }

  drawSeen() {
    const seen = problemsSeen();
    if (!seen.length) {
      this.seen.replaceChildren();
      return;
    }
    const title = h("p", { id: newId("seen") }, "Answers that could not be graded in this browser, the latest first:");
    const forget = button("Forget these", {
      class: "sx-button",
      onclick: () => {
        forgetProblems();
        this.drawSeen();
        say(this.status, "Forgotten.");
        this.look.focus();
      },
    });
    this.seen.replaceChildren(title, listed(seen.map(words)), h("div", { class: "sx-more-row" }, forget));
  }
}

/** @param {import("./problems.js").Problem} problem */
function words({ scorer, reason, item, times, last }) {
  const often = times > 1 ? `, ${times} times` : "";
  return `Plugin ${scorer} could not score ${item}: ${reason.replace(/\.$/, "")}${often}, last on ${last.slice(0, 10)}.`;
}

/** @param {string[]} sentences */
function listed(sentences) {
  return sentences.length ? h("ul", {}, ...sentences.map((one) => h("li", {}, one))) : "";
}

customElements.define("sacral-plugins", SacralPlugins);
