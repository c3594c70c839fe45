/** The clinical note: numbered lines under section headings, with room for marks and for feedback. */

import { h, heading, hidden, icon, newId } from "./dom.js";

/**
 * @typedef {{id: string, section: string, text: string}} NoteLine
 * @typedef {{numberId: string, sentenceId: string, number: number, line: NoteLine}} LineNames
 * @typedef {{wrap(sentence: HTMLElement, names: LineNames): HTMLElement[]}} LineControl
 *   `wrap` returns what stands in the line after its number: the sentence and whatever marks it
 */

const SECTIONS = { hpi: "History", exam: "Examination", assessment: "Assessment", plan: "Plan" };

const STATUS_WORDS = {
  earned: "Earned",
  partly: "Partly earned",
  missed: "Missed",
  deduction: "Deduction",
  remark: "Remark",
};

/**
 * Number the lines as the terminal does: 1, 2, 3 through the whole note, whatever the section.
 * @param {NoteLine[]} note
 * @returns {Map<string, number>}
 */
export function lineNumbers(note) {
  return new Map(note.map((line, index) => [line.id, index + 1]));
}

/** @param {NoteLine[]} note */
function bySection(note) {
  /** @type {Array<{section: string, lines: NoteLine[]}>} */
  const groups = [];
  for (const line of note) {
    // Neighbours are grouped, not all lines of one section: the numbers must go up down the page.
    if (groups.at(-1)?.section !== line.section) groups.push({ section: line.section, lines: [] });
    groups[groups.length - 1].lines.push(line);
  }
  return groups;
}

/**
 * Build one line.
 * @param {NoteLine} line
 * @param {number} number
 * @param {LineControl|null} control
 * @returns {HTMLElement}
 */
function lineRow(line, number, control) {
  const names = { numberId: newId("number"), sentenceId: newId("sentence"), number, line };
  const sentence = h("span", { class: "sx-sentence", id: names.sentenceId }, line.text);
  const row = h("li", { class: "sx-line", id: newId("line"), tabindex: "-1" });
  row.append(h("span", { class: "sx-number", id: names.numberId }, hidden("Line "), String(number)));
  row.append(...(control ? control.wrap(sentence, names) : [sentence]));
  row.classList.toggle("sx-line--markable", control !== null);
  return row;
}

/**
 * Build a list of lines.
 * @param {NoteLine[]} lines
 * @param {Map<string, number>} numbers
 * @param {Map<string, LineControl>} controls by line id; lines without one are plain text
 * @param {Map<string, HTMLElement>} [rows] receives the rows by line id
 */
export function lineList(lines, numbers, controls, rows = new Map()) {
  // Safari drops the list role when the markers are styled away; the explicit role brings it back.
  const list = h("ol", { class: "sx-lines", role: "list" });
  for (const line of lines) {
    const row = lineRow(line, numbers.get(line.id) ?? 0, controls.get(line.id) ?? null);
    rows.set(line.id, row);
    list.append(row);
  }
  return list;
}

/**
 * Build the note of a prompt.
 * @param {any} prompt
 * @param {{level: number}} view
 * @param {Map<string, LineControl>} controls
 */
export function buildNote(prompt, view, controls) {
  const rows = new Map();
  const numbers = lineNumbers(prompt.note);
  const element = h("div", { class: "sx-note" });
  // Where one writes in one's own words, the verdicts are about those words and not about the note's.
  const judged = prompt.fields.some((/** @type {{type: string}} */ field) => field.type !== "text");
  for (const { section, lines } of bySection(prompt.note)) {
    const title = heading(view, 1, { class: "sx-section" }, SECTIONS[section] ?? section);
    element.append(title, lineList(lines, numbers, controls, rows));
  }
  return {
    element,
    numbers,
    /** @param {string} id the row of a line, or undefined */
    row: (id) => rows.get(id),
    /** Show on the lines of the note what the criteria say about them. */
    flag: (/** @type {any[]} */ criteria, /** @type {(criterion: any) => string} */ status) => {
      unflag(rows);
      for (const criterion of judged ? criteria : []) {
        for (const id of criterion.lines ?? []) flagRow(rows.get(id), status(criterion), criterion.label);
      }
    },
    unflag: () => unflag(rows),
  };
}

/**
 * @param {HTMLElement|undefined} row
 * @param {string} status
 * @param {string} label
 */
function flagRow(row, status, label) {
  if (!row) return;
  row.classList.add(`sx-line--${status}`);
  const flags = row.querySelector(".sx-flags") ?? row.appendChild(h("span", { class: "sx-flags" }));
  flags.append(statusTag(status, label));
}

/** @param {Map<string, HTMLElement>} rows */
function unflag(rows) {
  for (const row of rows.values()) {
    row.querySelector(".sx-flags")?.remove();
    for (const status of Object.keys(STATUS_WORDS)) row.classList.remove(`sx-line--${status}`);
  }
}

/**
 * A status as icon and word.
 * @param {string} status
 * @param {string} [about] said to screen readers only
 */
export function statusTag(status, about) {
  return h(
    "span",
    { class: `sx-tag sx-tag--${status}` },
    icon(status),
    about ? hidden("Feedback: ") : null,
    STATUS_WORDS[status],
    about ? hidden(`, ${about}. `) : null,
  );
}
