/**
 * Marking lines of the note. With one option a line is a checkbox; with several it is a row of radio
 * buttons that show the letters used in a terminal. Radio buttons, because arrow keys, screen readers and
 * voice control know them already; the letter keys come on top and work only while a line has the focus.
 */

import { h, hidden, newId, say } from "./dom.js";
import { lineList, lineNumbers } from "./note.js";

/**
 * @typedef {{id: string, label: string, letter: string}} Option
 * @typedef {{id: string, label: string, lines: string[], options: Option[], at_most?: number}} Field
 * @typedef {{element: HTMLElement, value(): any, set(answer: any): void,
 *   problem?(): {text: string, focus: HTMLElement}|null}} FieldView
 */

const NOT_MARKED = "not marked";

/**
 * Build a mark field. With `inNote` the caller puts `controls` into the note itself; without it the field
 * brings its own list of lines.
 * @param {Field} field
 * @param {any} prompt
 * @param {{changed(): void}} view
 * @param {boolean} inNote
 * @returns {FieldView & {controls: Map<string, any>}}
 */
export function markField(field, prompt, view, inNote) {
  const count = h("span", { class: "sx-count" });
  const remark = h("span", { class: "sx-remark", role: "status" });
  const controls = new Map();
  const value = () => {
    const marked = [...controls].map(([id, control]) => [id, control.get()]);
    return Object.fromEntries(marked.filter(([, option]) => option));
  };
  const tell = () => say(count, counted(Object.keys(value()).length, field.at_most));
  const accepts = () => {
    const room = field.at_most === undefined || Object.keys(value()).length <= field.at_most;
    say(remark, room ? "" : `At most ${field.at_most}: take one mark back first.`);
    if (room) {
      tell();
      view.changed();
    }
    return room;
  };
  const build = field.options.length === 1 ? checkboxLine : segmentLine;
  for (const id of field.lines) controls.set(id, build(field, accepts));
  tell();
  const element = frame(field, prompt, controls, inNote, h("p", { class: "sx-tally" }, count, " ", remark));
  return {
    element,
    controls,
    value,
    set(answer) {
      const marked = answer && typeof answer === "object" ? answer : {};
      for (const [id, control] of controls) control.set(marked[id] ?? "");
      say(remark, "");
      tell();
    },
  };
}

/**
 * @param {number} marked
 * @param {number|undefined} atMost
 */
function counted(marked, atMost) {
  if (atMost !== undefined) return `${marked} of at most ${atMost} marked`;
  return marked === 1 ? "1 line marked" : `${marked} lines marked`;
}

/**
 * What is shown above the lines, and the lines themselves where they are not part of the note.
 * @param {Field} field
 * @param {any} prompt
 * @param {Map<string, any>} controls
 * @param {boolean} inNote
 * @param {HTMLElement} tally
 */
function frame(field, prompt, controls, inNote, tally) {
  const labelId = newId("label");
  const label = h("p", { class: "sx-label", id: labelId }, field.label);
  const legend = field.options.length > 1 ? letters(field.options) : null;
  const own = inNote ? null : prompt.note.filter((line) => controls.has(line.id));
  const list = own && lineList(own, lineNumbers(prompt.note), controls);
  const hint = field.options.length > 1 ? h("p", { class: "sx-hint sx-keys" }, keysHint(field)) : null;
  return h(
    "div",
    { class: inNote ? "sx-field sx-field--in-note" : "sx-field", role: "group", "aria-labelledby": labelId },
    label,
    hint,
    h("div", { class: "sx-legend" }, legend, tally),
    list,
  );
}

/** @param {Field} field */
function keysHint(field) {
  const keys = field.options.map((option) => shown(option)).join(", ");
  return `With the keyboard: Tab to a line, then press ${keys}; Delete takes the mark back.`;
}

/** @param {Option[]} options */
function letters(options) {
  const key = (/** @type {Option} */ option) =>
    h("span", { class: "sx-key" }, h("b", {}, shown(option)), " ", option.label);
  return h("p", { class: "sx-letters" }, ...options.flatMap((option) => [key(option), " "]));
}

/** @param {Option} option */
function shown(option) {
  return option.letter.toUpperCase();
}

/**
 * One option: the whole sentence is the checkbox's label, so that a tap anywhere on it marks it.
 * @param {Field} field
 * @param {() => boolean} accepts
 */
function checkboxLine(field, accepts) {
  const box = h("input", { type: "checkbox", class: "sx-box" });
  box.addEventListener("change", () => {
    if (!accepts()) box.checked = false;
  });
  return {
    get: () => (box.checked ? field.options[0].id : ""),
    set: (/** @type {string} */ option) => {
      box.checked = option === field.options[0].id;
    },
    wrap(/** @type {HTMLElement} */ sentence, /** @type {any} */ names) {
      box.id = newId("box");
      box.setAttribute("aria-labelledby", `${names.numberId} ${names.sentenceId}`);
      return [h("label", { class: "sx-tick", for: box.id }, box, sentence)];
    },
  };
}

/**
 * Several options: a row of radio buttons, and the chosen option's full name beside it.
 * @param {Field} field
 * @param {() => boolean} accepts
 */
function segmentLine(field, accepts) {
  const name = newId("line");
  const chosen = h("span", { class: "sx-chosen", "aria-hidden": "true" });
  const none = segment(name, "", "–", NOT_MARKED);
  const rest = field.options.map((option) => segment(name, option.id, shown(option), option.label));
  const radios = [none, ...rest].map((part) => part.querySelector("input"));
  let current = "";
  const set = (/** @type {string} */ option) => {
    const radio = radios.find((one) => one.value === option) ?? radios[0];
    radio.checked = true;
    current = radio.value;
    chosen.textContent = field.options.find((one) => one.id === current)?.label ?? "";
  };
  const choose = (/** @type {string} */ option) => {
    const before = current;
    set(option);
    if (!accepts()) set(before);
  };
  set("");
  const group = h("span", { class: "sx-segments", role: "radiogroup" }, none, ...rest);
  group.addEventListener("change", (event) => choose(event.target.value));
  group.addEventListener("keydown", (event) => {
    const option = pressed(event, field.options);
    if (option === null) return;
    event.preventDefault();
    choose(option);
    radios.find((one) => one.checked)?.focus();
  });
  return {
    get: () => current,
    set,
    wrap(/** @type {HTMLElement} */ sentence, /** @type {any} */ names) {
      group.setAttribute("aria-labelledby", `${names.numberId} ${names.sentenceId}`);
      return [sentence, h("span", { class: "sx-marks" }, group, chosen)];
    },
  };
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} letter
 * @param {string} words
 */
function segment(name, value, letter, words) {
  const face = h("span", { class: "sx-face", title: words });
  // A dash is not a word: only real letters are part of the name that voice control listens for.
  face.append(value ? letter : h("span", { "aria-hidden": "true" }, letter), hidden(` ${words}`));
  return h("label", { class: "sx-segment" }, h("input", { type: "radio", name, value }), face);
}

/**
 * @param {KeyboardEvent} event
 * @param {Option[]} options
 * @returns {string|null} the option of that key, "" to take the mark back, null for any other key
 */
function pressed(event, options) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Delete" || event.key === "Backspace" || event.key === "-") return "";
  const key = event.key.toLowerCase();
  return options.find((option) => option.letter.toLowerCase() === key)?.id ?? null;
}
