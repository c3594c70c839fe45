/** The plain fields (one of several, several of many, free text) and the choice of a builder by kind. */

import { h, newId, say } from "./dom.js";
import { claimField } from "./claim.js";
import { markField } from "./marks.js";
import { spots } from "./spots.js";

/** @typedef {import("./marks.js").FieldView} FieldView */

const NEARLY_FULL = 50;

/**
 * Build the view of a field.
 * @param {any} field
 * @param {any} prompt
 * @param {{level: number, engine: import("./engine.js").Engine, changed(): void}} view
 * @returns {FieldView}
 */
export function buildField(field, prompt, view) {
  if (field.type === "mark") return markField(field, prompt, view, false);
  if (field.type === "choice") return choiceField(field, view);
  if (field.type === "choices") return choicesField(field, view);
  if (field.type === "text") return textField(field, view);
  if (field.type === "claim") return claimField(field, view);
  throw new Error(`There is no field of type ${field.type}.`);
}

/**
 * @param {any} field
 * @param {string} type
 */
function ticks(field, type) {
  const name = newId("field");
  const inputs = field.options.map((option) => h("input", { type, name, value: option.id, class: "sx-box" }));
  const rows = inputs.map((input, index) =>
    h("label", { class: "sx-option" }, input, h("span", {}, field.options[index].label)),
  );
  return { inputs, rows };
}

/** @param {any} field */
function listed(field) {
  const { inputs, rows } = ticks(field, "checkbox");
  return { inputs, shown: [h("div", { class: "sx-options" }, ...rows)], told: () => {} };
}

/**
 * @param {any} field
 * @param {...Node} parts
 */
function fieldset(field, ...parts) {
  return h("fieldset", { class: "sx-field" }, h("legend", { class: "sx-label" }, field.label), ...parts);
}

/**
 * @param {any} field
 * @param {{changed(): void}} view
 * @returns {FieldView}
 */
function choiceField(field, view) {
  const { inputs, rows } = ticks(field, "radio");
  const element = fieldset(field, h("div", { class: "sx-options" }, ...rows));
  element.addEventListener("change", () => view.changed());
  return {
    element,
    value: () => inputs.find((input) => input.checked)?.value ?? "",
    set(answer) {
      for (const input of inputs) input.checked = input.value === answer;
    },
  };
}

/**
 * @param {any} field
 * @param {{changed(): void}} view
 * @returns {FieldView}
 */
function choicesField(field, view) {
  const { inputs, shown, told } = field.drawing ? spots(field) : listed(field);
  const remark = h("span", { class: "sx-remark", role: "status" });
  const count = h("span", { class: "sx-count" });
  const value = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const tell = () => {
    say(count, chosenWords(value().length, field.at_most));
    told();
  };
  const element = fieldset(
    field,
    ...shown,
    h("p", { class: "sx-tally" }, count, " ", remark),
  );
  element.addEventListener("change", (event) => {
    const tooMany = field.at_most !== undefined && value().length > field.at_most;
    if (tooMany) event.target.checked = false;
    say(remark, tooMany ? `At most ${field.at_most}: take one back first.` : "");
    tell();
    if (!tooMany) view.changed();
  });
  tell();
  return {
    element,
    value,
    set(answer) {
      const ids = Array.isArray(answer) ? answer.slice(0, field.at_most) : [];
      for (const input of inputs) input.checked = ids.includes(input.value);
      say(remark, "");
      tell();
    },
  };
}

/**
 * @param {number} chosen
 * @param {number|undefined} atMost
 */
function chosenWords(chosen, atMost) {
  return atMost === undefined ? `${chosen} chosen` : `${chosen} of at most ${atMost} chosen`;
}

/**
 * Nothing typed or pasted is ever cut off: too long a text is said to be so, and Check waits.
 * @param {any} field
 * @param {{changed(): void}} view
 * @returns {FieldView}
 */
function textField(field, view) {
  const max = field.max_chars ?? 4000;
  const id = newId("text");
  const left = h("p", { class: "sx-tally", id: `${id}-left` });
  const status = h("p", { class: "sx-vh", role: "status" });
  const area = h("textarea", { id, class: "sx-text", rows: max > 400 ? 6 : 3, "aria-describedby": left.id });
  // Code points, as Python counts them; a letter outside the basic plane is one, not two.
  const room = () => max - [...area.value].length;
  const tell = () => {
    left.textContent = roomWords(room(), max);
    left.classList.toggle("sx-tally--over", room() < 0);
    area.setAttribute("aria-invalid", String(room() < 0));
    // Only near the end: a count read out at each letter would drown the learner's own typing.
    if (room() <= NEARLY_FULL && (room() % 10 === 0 || room() < 0)) say(status, roomWords(room(), max));
  };
  area.addEventListener("input", () => {
    tell();
    view.changed();
  });
  tell();
  return {
    element: h("div", { class: "sx-field" }, h("label", { class: "sx-label", for: id }, field.label), area, left, status),
    value: () => area.value,
    set(answer) {
      area.value = typeof answer === "string" ? answer : "";
      tell();
    },
    problem: () => (room() < 0 ? { text: `${field.label}: ${roomWords(room(), max)}`, focus: area } : null),
  };
}

/**
 * @param {number} room
 * @param {number} max
 */
function roomWords(room, max) {
  if (room < 0) return `${-room} characters too many; at most ${max} are allowed.`;
  return `${room} of ${max} characters left.`;
}
