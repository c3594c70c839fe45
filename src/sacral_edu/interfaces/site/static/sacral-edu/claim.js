/**
 * The claim builder. Its state is one plain object, the answer itself; the lists of diagnoses and procedure
 * lines are drawn from it after each change.
 */

import { h, newId, say } from "./dom.js";
import { combobox } from "./combobox.js";
import { drawDiagnoses, letter } from "./diagnoses.js";
import { drawProcedures } from "./procedures.js";

/**
 * @typedef {{code: string, units: number, modifiers: string[], dx: string[]}} Line
 * @typedef {{claim_action: string, diagnoses: string[], procedures: Line[]}} Claim
 * @typedef {{claim: Claim, codes: import("./engine.js").Codes|null, lists: {diagnoses: HTMLElement,
 *   procedures: HTMLElement}, search: {diagnoses: HTMLElement, procedures: HTMLElement}|null,
 *   changed(): void, redraw(focus?: string): void, say(text: string): void}} Builder
 */

const ACTIONS = [
  { id: "submit", label: "Submit the claim" },
  { id: "hold_query", label: "Hold the claim and query the clinician" },
];

const HAND_LINES = [1, 2, 3].map((line) => `${line}   Number, units, modifiers, pointers:`);

/**
 * @param {any} answer what was kept or handed in; anything may be missing
 * @returns {Claim}
 */
function read(answer) {
  const given = answer && typeof answer === "object" ? answer : {};
  const procedures = Array.isArray(given.procedures) ? given.procedures : [];
  return {
    claim_action: given.claim_action === "hold_query" ? "hold_query" : "submit",
    diagnoses: Array.isArray(given.diagnoses) ? given.diagnoses.map(String) : [],
    procedures: procedures.map((line) => ({
      code: String(line.code),
      units: line.units ?? 1,
      modifiers: [...(line.modifiers ?? [])],
      dx: [...(line.dx ?? [])],
    })),
  };
}

/**
 * @param {any} field
 * @param {{engine: import("./engine.js").Engine, changed(): void}} view
 * @returns {import("./marks.js").FieldView}
 */
export function claimField(field, view) {
  const status = h("p", { class: "sx-vh", role: "status" });
  const notice = h("p", { class: "sx-notice" });
  const builder = newBuilder(view, status);
  const load = () => codesOf(builder, view.engine, notice);
  const diagnoses = diagnosisSearch(builder, load);
  const procedures = procedureSearch(builder, load);
  builder.search = { diagnoses: diagnoses.input, procedures: procedures.input };
  const actions = actionField(builder);
  const element = h(
    "fieldset",
    { class: "sx-field sx-claim" },
    h("legend", { class: "sx-label" }, field.label),
    actions.element,
    part("Diagnoses, in the order of the claim", builder.lists.diagnoses, diagnoses.element, paper(["A", "B", "C", "D"])),
    part("Procedure lines", builder.lists.procedures, procedures.element, paper(HAND_LINES)),
    notice,
    status,
  );
  builder.redraw();
  return {
    element,
    value: () => structuredClone(builder.claim),
    set(answer) {
      builder.claim = read(answer);
      actions.show();
      diagnoses.clear();
      procedures.clear();
      builder.redraw();
    },
    problem: () => unadded(diagnoses) ?? unadded(procedures),
  };
}

/**
 * @param {{changed(): void}} view
 * @param {HTMLElement} status
 * @returns {Builder}
 */
function newBuilder(view, status) {
  /** @type {Builder} */
  const builder = {
    claim: read(null),
    codes: null,
    lists: { diagnoses: h("div", {}), procedures: h("div", {}) },
    search: null,
    changed: () => view.changed(),
    redraw: (focus) => redraw(builder, focus),
    say: (text) => say(status, text),
  };
  return builder;
}

/**
 * @param {Builder} builder
 * @param {import("./engine.js").Engine} engine
 * @param {HTMLElement} notice
 */
async function codesOf(builder, engine, notice) {
  const codes = await engine.codes();
  if (!builder.codes) {
    builder.codes = codes;
    notice.textContent = codes.notice ?? "";
    builder.redraw();
  }
  return codes;
}

/**
 * A code that was typed but not added would be left out of the claim without a word.
 * @param {{input: HTMLElement, pending(): string}} search
 */
function unadded(search) {
  const text = search.pending();
  if (!text) return null;
  return { text: `“${text}” is typed but not yet added to the claim: add it or empty its box.`, focus: search.input };
}

/**
 * @param {string} title
 * @param {...Node} parts
 */
function part(title, ...parts) {
  const id = newId("part");
  return h(
    "div",
    { class: "sx-part", role: "group", "aria-labelledby": id },
    h("p", { class: "sx-part-title", id }, title),
    ...parts,
  );
}

/** @param {Builder} builder */
function actionField(builder) {
  const name = newId("action");
  const inputs = ACTIONS.map(({ id }) => h("input", { type: "radio", class: "sx-box", name, value: id }));
  const show = () => {
    for (const input of inputs) input.checked = input.value === builder.claim.claim_action;
  };
  const rows = inputs.map((input, index) =>
    h("label", { class: "sx-option" }, input, h("span", {}, ACTIONS[index].label)),
  );
  const element = h(
    "fieldset",
    { class: "sx-part" },
    h("legend", { class: "sx-part-title" }, "What happens to the claim"),
    h("div", { class: "sx-options sx-options--row" }, ...rows),
  );
  element.addEventListener("change", (event) => {
    builder.claim.claim_action = event.target.value;
    builder.changed();
  });
  show();
  return { element, show };
}

/**
 * @param {Builder} builder
 * @param {() => Promise<import("./engine.js").Codes>} load
 */
function diagnosisSearch(builder, load) {
  return combobox({
    label: "Add a diagnosis",
    hint: "Search by code or words, or type a code in full.",
    add: "Add",
    what: "diagnosis",
    entries: async () =>
      (await load()).diagnoses.map(({ code, title }) => ({ value: code, shown: code, words: title })),
    choose(code) {
      const { diagnoses } = builder.claim;
      if (diagnoses.includes(code)) return `${code} is on the claim already.`;
      diagnoses.push(code);
      builder.redraw();
      builder.changed();
      return `${code} added as diagnosis ${letter(diagnoses.length - 1)}.`;
    },
  });
}

/**
 * @param {Builder} builder
 * @param {() => Promise<import("./engine.js").Codes>} load
 */
function procedureSearch(builder, load) {
  return combobox({
    label: "Add a procedure line",
    hint: "Search by number or words, or type a number in full.",
    add: "Add",
    what: "procedure line",
    entries: async () =>
      (await load()).procedures.map(({ code, shown, words }) => ({ value: code, shown, words })),
    choose(code) {
      builder.claim.procedures.push({ code, units: 1, modifiers: [], dx: [] });
      builder.redraw();
      builder.changed();
      return `Procedure line ${builder.claim.procedures.length} added.`;
    },
  });
}

/**
 * Draw both lists anew and put the focus back where it was, or on the part named by `focus`.
 * @param {Builder} builder
 * @param {string} [focus] a `data-focus` name
 */
function redraw(builder, focus) {
  const { lists } = builder;
  const both = [lists.diagnoses, lists.procedures];
  const within = both.some((list) => list.contains(document.activeElement));
  const wanted = focus ?? (within ? document.activeElement.dataset.focus : undefined);
  drawDiagnoses(builder);
  drawProcedures(builder);
  if (!wanted) return;
  const selector = `[data-focus="${CSS.escape(wanted)}"]`;
  both.map((list) => list.querySelector(selector)).find(Boolean)?.focus();
}

/**
 * Ruled space for an answer by hand; the style sheet shows it in print only.
 * @param {string[]} lines
 */
function paper(lines) {
  const rules = lines.map((text) => h("p", { class: "sx-rule" }, text));
  return h("div", { class: "sx-paper", "aria-hidden": "true" }, ...rules);
}
