/** The procedure lines of a claim: units, modifiers and pointers to the diagnoses. */

import { button, h, hidden, icon, newId } from "./dom.js";
import { letter } from "./diagnoses.js";

/**
 * @typedef {import("./claim.js").Builder} Builder
 * @typedef {import("./claim.js").Line} Line
 */

const MOST_UNITS = 99;

/**
 * Lines whose modifiers are unfolded: drawing anew must not fold them up under the learner's hands.
 * @type {WeakSet<Line>}
 */
const unfolded = new WeakSet();

/** @param {Builder} builder */
export function drawProcedures(builder) {
  const rows = builder.claim.procedures.map((line, index) => row(builder, line, index));
  const empty = h("p", { class: "sx-empty" }, "No procedure line yet.");
  builder.lists.procedures.replaceChildren(
    rows.length ? h("ol", { class: "sx-rows", role: "list" }, ...rows) : empty,
  );
}

/**
 * @param {Builder} builder
 * @param {Line} line
 * @param {number} index
 */
function row(builder, line, index) {
  const known = builder.codes?.procedures.find((one) => one.code === line.code);
  const shown = known?.shown ?? line.code;
  const name = `line ${index + 1}, ${shown}`;
  const drop = button(
    "",
    { class: "sx-tool", title: "Remove", "data-focus": `line-remove-${index}`, onclick: () => remove(builder, index) },
    icon("remove"),
    hidden(`Remove ${name}`),
  );
  const head = h(
    "div",
    { class: "sx-line-head" },
    h("span", { class: "sx-letter" }, hidden("Line "), String(index + 1)),
    h("span", { class: "sx-dx-name" }, h("b", {}, shown), known?.words ? ` ${known.words}` : ""),
    h("span", { class: "sx-tools" }, drop),
  );
  const inputs = h(
    "div",
    { class: "sx-line-inputs" },
    units(builder, line, index),
    pointers(builder, line, index),
    modifiers(builder, line, index),
  );
  return h("li", { class: "sx-proc", "aria-label": `Procedure ${name}` }, head, inputs);
}

/**
 * @param {Builder} builder
 * @param {Line} line
 * @param {number} index
 */
function units(builder, line, index) {
  const id = newId("units");
  const input = h("input", {
    id,
    type: "number",
    class: "sx-input sx-units",
    min: 1,
    max: MOST_UNITS,
    step: 1,
    inputmode: "numeric",
    value: String(line.units),
    "data-focus": `line-units-${index}`,
  });
  input.addEventListener("input", () => {
    const typed = Number.parseInt(input.value, 10);
    line.units = typed >= 1 ? Math.min(typed, MOST_UNITS) : 1;
    builder.changed();
  });
  // Only when leaving the field: correcting an emptied field at once would fight the typing.
  input.addEventListener("change", () => {
    input.value = String(line.units);
  });
  return h("div", { class: "sx-cell" }, h("label", { class: "sx-sublabel", for: id }, "Units"), input);
}

/**
 * @param {string} label
 * @param {string} focus
 * @param {boolean} checked
 * @param {(checked: boolean) => void} change
 * @param {...(Node|string)} words
 */
function tick(label, focus, checked, change, ...words) {
  const box = h("input", { type: "checkbox", class: "sx-box", checked, "data-focus": focus });
  box.addEventListener("change", () => change(box.checked));
  return h("label", { class: label }, box, h("span", {}, ...words));
}

/**
 * @param {Builder} builder
 * @param {Line} line
 * @param {number} index
 */
function pointers(builder, line, index) {
  const { diagnoses } = builder.claim;
  const boxes = diagnoses.map((code, at) =>
    tick(
      "sx-chip",
      `line-dx-${index}-${code}`,
      line.dx.includes(code),
      (checked) => {
        // In the order of the diagnoses, so that the same ticks always make the same answer.
        const wanted = new Set(checked ? [...line.dx, code] : line.dx.filter((one) => one !== code));
        line.dx = diagnoses.filter((one) => wanted.has(one));
        builder.changed();
      },
      h("b", {}, letter(at)),
      ` ${code}`,
    ),
  );
  return h(
    "fieldset",
    { class: "sx-cell sx-cell--wide" },
    h("legend", { class: "sx-sublabel" }, "Points at"),
    boxes.length ? h("div", { class: "sx-chips" }, ...boxes) : h("p", { class: "sx-hint" }, "Add a diagnosis first."),
  );
}

/**
 * @param {Builder} builder
 * @param {Line} line
 * @param {number} index
 */
function modifiers(builder, line, index) {
  const known = builder.codes?.modifiers ?? [];
  const codes = new Set(known.map((one) => one.code));
  const summary = h("summary", { "data-focus": `line-mods-${index}` });
  const show = () => summary.replaceChildren("Modifiers: ", h("b", {}, line.modifiers.join(", ") || "none"));
  const tell = () => {
    show();
    // A listed modifier may have been typed into the box for others.
    known.forEach(({ code }, at) => (boxes[at].firstChild.checked = line.modifiers.includes(code)));
    builder.changed();
  };
  const boxes = known.map(({ code, words }) =>
    tick(
      "sx-option sx-option--small",
      `line-mod-${index}-${code}`,
      line.modifiers.includes(code),
      (checked) => {
        line.modifiers = line.modifiers.filter((one) => one !== code);
        if (checked) line.modifiers.push(code);
        tell();
      },
      h("b", {}, code),
      ` ${words}`,
    ),
  );
  const fold = h("details", { class: "sx-mods", open: unfolded.has(line) }, summary);
  fold.append(h("div", { class: "sx-mods-list" }, ...boxes, otherModifiers(line, index, codes, tell)));
  fold.addEventListener("toggle", () => (fold.open ? unfolded.add(line) : unfolded.delete(line)));
  show();
  return fold;
}

/**
 * Modifiers that the list does not offer, or all of them while there is no list.
 * @param {Line} line
 * @param {number} index
 * @param {Set<string>} listed
 * @param {() => void} tell
 */
function otherModifiers(line, index, listed, tell) {
  const id = newId("mods");
  const others = () => line.modifiers.filter((one) => !listed.has(one));
  const input = h("input", {
    id,
    type: "text",
    class: "sx-input",
    value: others().join(", "),
    autocomplete: "off",
    "data-focus": `line-others-${index}`,
  });
  input.addEventListener("input", () => {
    const typed = input.value.toUpperCase().split(/[\s,;]+/).filter(Boolean);
    const kept = line.modifiers.filter((one) => listed.has(one));
    line.modifiers = [...new Set([...kept, ...typed])];
    tell();
  });
  const label = listed.size ? "Other modifiers, with commas" : "Modifiers, with commas";
  return h("div", { class: "sx-cell" }, h("label", { class: "sx-sublabel", for: id }, label), input);
}

/**
 * @param {Builder} builder
 * @param {number} index
 */
function remove(builder, index) {
  const { procedures } = builder.claim;
  procedures.splice(index, 1);
  const next = Math.min(index, procedures.length - 1);
  builder.redraw(next >= 0 ? `line-remove-${next}` : undefined);
  if (next < 0) builder.search?.procedures.focus();
  builder.changed();
  builder.say(`Procedure line ${index + 1} removed.`);
}
