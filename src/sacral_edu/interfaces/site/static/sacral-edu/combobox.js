/**
 * A text field that searches a code list while one types (the ARIA "editable combobox with list" pattern:
 * the focus stays in the field, the arrow keys move through the list). What is not in the list can be
 * typed in full, because knowing a code that no list offers is part of what is practised.
 */

import { button, h, hidden, newId, say } from "./dom.js";

/**
 * @typedef {{value: string, shown: string, words: string}} Entry
 * @typedef {{label: string, hint: string, add: string, what: string, entries(): Promise<Entry[]>,
 *   choose(value: string): string}} Settings `choose` returns the sentence to say about it
 */

const MOST = 12;
const NO_LIST =
  "The code list could not be loaded. Type the code in full and add it; leaving this field and coming back " +
  "tries again.";

/** @param {Settings} settings */
export function combobox(settings) {
  const box = new Combobox(settings);
  return { element: box.element, input: box.input, pending: () => box.input.value.trim(), clear: () => box.clear() };
}

class Combobox {
  /** @param {Settings} settings */
  constructor(settings) {
    this.settings = settings;
    /** @type {Entry[]|null} */
    this.entries = null;
    /** @type {Entry[]} */
    this.found = [];
    this.active = -1;
    const id = newId("search");
    this.list = h("ul", { class: "sx-found", role: "listbox", id: `${id}-list`, hidden: true });
    this.list.setAttribute("aria-label", settings.label);
    this.status = h("p", { class: "sx-hint", role: "status" });
    this.input = h("input", {
      id,
      type: "text",
      class: "sx-input",
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-describedby": `${id}-hint`,
      autocomplete: "off",
      autocapitalize: "characters",
      spellcheck: "false",
    });
    this.element = h(
      "div",
      { class: "sx-search" },
      h("label", { class: "sx-sublabel", for: id }, settings.label),
      h("p", { class: "sx-hint", id: `${id}-hint` }, settings.hint),
      h("div", { class: "sx-search-row" }, this.input, this.adder()),
      this.list,
      this.status,
    );
    this.listen();
  }

  adder() {
    return button(this.settings.add, { class: "sx-button", onclick: () => this.take() }, hidden(` ${this.settings.what}`));
  }

  listen() {
    this.input.addEventListener("focus", () => this.load());
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // A press on the list must not take the focus from the field: blur would close the list first.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.found[Number(option.dataset.index)].value);
    });
  }

  async load() {
    if (this.entries) return;
    say(this.status, "Loading the code list…");
    try {
      this.entries = await this.settings.entries();
      say(this.status, "");
      if (this.input.value) this.search();
    } catch {
      say(this.status, NO_LIST);
    }
  }

  search() {
    const text = this.input.value.trim();
    const all = text && this.entries ? matching(this.entries, text) : [];
    this.found = all.slice(0, MOST);
    this.active = -1;
    this.draw();
    if (!this.entries) return;
    if (!text) say(this.status, "");
    else if (!all.length) say(this.status, `Not in the list. Enter adds “${text}” as typed.`);
    else if (all.length > MOST) say(this.status, `The first ${MOST} of ${all.length} matches; type more to narrow.`);
    else say(this.status, all.length === 1 ? "1 match." : `${all.length} matches.`);
  }

  draw() {
    this.list.replaceChildren(
      ...this.found.map((entry, index) =>
        h(
          "li",
          { role: "option", id: `${this.list.id}-${index}`, "data-index": index, "aria-selected": "false", class: "sx-hit" },
          h("b", {}, entry.shown),
          " ",
          entry.words,
        ),
      ),
    );
    this.list.hidden = !this.found.length;
    this.input.setAttribute("aria-expanded", String(this.found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.search();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.active >= 0) this.choose(this.found[this.active].value);
      else this.take();
    } else if (event.key === "Escape" && this.input.value) {
      event.preventDefault();
      if (this.list.hidden) this.clear();
      else this.close();
    }
  }

  /** @param {number} step */
  move(step) {
    if (!this.found.length) return;
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.active = (from + step + this.found.length) % this.found.length;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.active));
      if (index !== this.active) return;
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    });
  }

  /** Take what was typed: the entry it names, the only match, or the text itself. */
  take() {
    const text = this.input.value.trim();
    if (!text) {
      this.input.focus();
      return;
    }
    const code = plain(text);
    const same = this.entries?.find((entry) => plain(entry.shown) === code || plain(entry.value) === code);
    // Words that no code could be made of (a space in them) were meant as a search, not as a code.
    if (same) this.choose(same.value);
    else if (this.found.length === 1) this.choose(this.found[0].value);
    else if (this.found.length && !/\d/.test(text)) say(this.status, "Choose one with the arrow keys, or type its code.");
    else this.choose(text.toUpperCase());
  }

  /** @param {string} value */
  choose(value) {
    this.clear();
    this.input.focus();
    say(this.status, this.settings.choose(value));
  }

  close() {
    this.found = [];
    this.active = -1;
    this.draw();
  }

  clear() {
    this.input.value = "";
    this.close();
    say(this.status, "");
  }
}

/**
 * "m9904" finds M99.04.
 * @param {string} code
 */
function plain(code) {
  return code.toLowerCase().replace(/[.\s]/g, "");
}

/**
 * Return the entries that hold every typed word; codes that begin with the text come first.
 * @param {Entry[]} entries
 * @param {string} text
 */
function matching(entries, text) {
  const code = plain(text);
  const words = text.toLowerCase().split(/\s+/);
  const ranked = [];
  for (const entry of entries) {
    const shown = plain(entry.shown);
    const all = `${entry.shown} ${entry.words}`.toLowerCase();
    if (shown.startsWith(code)) ranked.push({ entry, rank: 0 });
    else if (words.every((word) => all.includes(word))) ranked.push({ entry, rank: 1 });
  }
  // Sorting is stable, so the list's own order holds within a rank.
  return ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}
