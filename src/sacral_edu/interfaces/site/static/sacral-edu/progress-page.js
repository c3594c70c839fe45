/** <sacral-progress>: the learner's progress by chapter and skill, what to review, and the file to keep. */

import { button, h, newId, say } from "./dom.js";
import { bookAddress } from "./feedback.js";
import { bySkill, dueNow, due, entries, erase, exported, imported, onChange } from "./progress.js";
import { plain } from "./words.js";

const LIST = new URL("./exercises.json", import.meta.url).href;
const FILE = "sacral-edu-progress.json";
const EMPTY = "Nothing is kept in this browser yet. Do an exercise, and it appears here.";

/** @param {number} share */
function percent(share) {
  return `${Math.round(share * 100)}%`;
}

class SacralProgress extends HTMLElement {
  async connectedCallback() {
    if (this.dataset.state) return;
    this.dataset.state = "ready";
    this.said = h("p", { class: "sx-status", role: "status" });
    this.shown = h("div", {});
    this.pages = await fetch(LIST).then((reply) => (reply.ok ? reply.json() : [])).catch(() => []);
    onChange(() => this.draw());
    this.draw();
    // All at once, so that nothing jumps under a finger.
    this.replaceChildren(this.shown, this.keeping(), this.said);
  }

  draw() {
    const all = entries();
    if (!all.length) {
      this.shown.replaceChildren(h("p", {}, EMPTY));
      return;
    }
    this.shown.replaceChildren(
      h("h2", {}, "To do again"),
      this.review(all),
      h("h2", {}, "By chapter"),
      this.chapters(all),
      h("h2", {}, "By skill"),
      this.skills(all),
    );
  }

  /** @param {import("./progress.js").Entry[]} all */
  review(all) {
    const now = new Date();
    const rows = dueNow(all, now);
    if (!rows.length) {
      const next = all.map(due).filter(Boolean).sort((a, b) => Number(a) - Number(b))[0];
      return h("p", {}, next ? `Nothing is due. The next one is due on ${next.toLocaleDateString()}.` : "Nothing is due.");
    }
    return h("ol", { class: "sx-review" }, ...rows.map((entry) => h("li", {}, this.link(entry), " ", went(entry))));
  }

  /** @param {import("./progress.js").Entry} entry */
  link(entry) {
    const item = entry.tries.at(-1)?.item ?? entry.exercise;
    const title = this.pages.find((one) => one.page === entry.page)?.title;
    const address = `${bookAddress(entry.page)}#patient=${item}`;
    return h("a", { href: address }, title ? `${title}: ${entry.title}` : entry.title);
  }

  /** @param {import("./progress.js").Entry[]} all */
  chapters(all) {
    const rows = this.pages.map(({ page, title, exercises }) => {
      const done = all.filter((entry) => entry.page === page && entry.count > 0);
      const known = exercises.filter(({ item }) => done.some((entry) => entry.exercise === item));
      const mean = known.length ? done.reduce((sum, entry) => sum + entry.best, 0) / done.length : 0;
      return row(h("a", { href: bookAddress(page) }, title), `${known.length} of ${exercises.length}`, known.length ? mean : null);
    });
    return table(["Chapter", "Tried", "Mean of the best"], rows);
  }

  /** @param {import("./progress.js").Entry[]} all */
  skills(all) {
    const rows = bySkill(all).map(({ skill, tries, mean }) => row(plain(skill), String(tries), mean));
    return rows.length ? table(["Skill", "Exercises", "Mean of the last"], rows) : h("p", {}, "No exercise was checked yet.");
  }

  keeping() {
    const file = h("input", { type: "file", accept: "application/json,.json", id: newId("file"), class: "sx-file" });
    file.addEventListener("change", () => this.take(file));
    const label = h("label", { for: file.id }, "Import a file");
    return h(
      "section",
      { class: "sx-keeping", "aria-label": "Keep or move your progress" },
      h("h2", {}, "Keep it, move it, erase it"),
      h("p", {}, "All of this lies in this browser and nowhere else. Save it as a file to move it to another machine."),
      h("div", { class: "sx-more-row" }, button("Export", { class: "sx-button", onclick: () => this.save() }), button("Erase", { class: "sx-button", onclick: () => this.wipe() })),
      h("div", { class: "sx-more-row" }, label, file),
    );
  }

  save() {
    const address = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
    h("a", { href: address, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    say(this.said, `Saved as ${FILE}.`);
  }

  /** @param {HTMLInputElement} file */
  async take(file) {
    const chosen = file.files?.[0];
    if (!chosen) return;
    try {
      const { taken, kept } = imported(await chosen.text());
      const words = taken === 1 ? "One exercise was taken in." : `${taken} exercises were taken in.`;
      say(this.said, kept ? words : "This browser's storage is full or blocked, so not everything could be kept.");
    } catch (error) {
      say(this.said, error.message);
    }
    file.value = "";
    this.draw();
  }

  wipe() {
    const before = erase();
    this.draw();
    const undo = button("Undo", {
      class: "sx-link",
      onclick: () => {
        imported(before);
        this.draw();
        say(this.said, "Your progress is back.");
      },
    });
    this.said.replaceChildren("Your progress is erased. ", undo);
    undo.focus();
  }
}

/** @param {import("./progress.js").Entry} entry */
function went(entry) {
  const last = entry.tries.at(-1);
  const marked = entry.later ? "marked by you" : "";
  const said = last ? `last time ${percent(last.credit)}` : "not tried yet";
  return h("span", { class: "sx-went" }, `(${[said, marked].filter(Boolean).join(", ")})`);
}

/**
 * @param {Node|string} name
 * @param {string} count
 * @param {number|null} mean
 */
function row(name, count, mean) {
  const bar = h("span", { class: "sx-share", "aria-hidden": "true" }, h("span", {}));
  bar.style.setProperty("--sx-share", percent(mean ?? 0));
  const figure = mean === null ? [h("span", {}, "–")] : [bar, h("span", { class: "sx-figure" }, percent(mean))];
  return h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, count), h("td", { class: "sx-mean" }, ...figure));
}

/**
 * @param {string[]} heads
 * @param {HTMLElement[]} rows
 */
function table(heads, rows) {
  const head = h("thead", {}, h("tr", {}, ...heads.map((one) => h("th", { scope: "col" }, one))));
  return h("table", { class: "sx-table" }, head, h("tbody", {}, ...rows));
}

customElements.define("sacral-progress", SacralProgress);
