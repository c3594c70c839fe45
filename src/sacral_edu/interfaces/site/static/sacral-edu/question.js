/** The question of a prompt: its note, its words, and its fields; the same for practice and for an exam. */

import { h } from "./dom.js";
import { buildField } from "./fields.js";
import { markField } from "./marks.js";
import { buildNote } from "./note.js";

const DIFFICULTY = { basic: "Basic", intermediate: "Intermediate", advanced: "Advanced" };

/**
 * Where lines are marked in the note itself, the question comes first: one has to know what to look for.
 * @param {any} prompt
 * @param {{level: number, engine: any, changed(): void}} view
 */
export function buildQuestion(prompt, view) {
  const stem = h("p", { class: "sx-stem" }, prompt.stem);
  const inNote = prompt.fields.find((field) => field.type === "mark");
  const mark = inNote ? markField(inNote, prompt, view, true) : null;
  const note = buildNote(prompt, view, mark?.controls ?? new Map());
  /** @type {Map<string, import("./marks.js").FieldView>} */
  const fields = new Map();
  for (const field of prompt.fields) fields.set(field.id, field === inNote ? mark : buildField(field, prompt, view));
  const others = [...fields.values()].filter((one) => one !== mark).map((one) => one.element);
  const shown = prompt.note.length ? note.element : null;
  mark?.element.append(note.element);
  const body = mark ? [stem, mark.element, ...others] : [shown, stem, ...others].filter(Boolean);
  return { note, fields, body };
}

/** @param {any} prompt */
export function about(prompt) {
  const minutes = prompt.minutes ?? 2;
  const time = `about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  return h("p", { class: "sx-about" }, `${DIFFICULTY[prompt.difficulty ?? "basic"]}, ${time}`);
}

/** @param {Array<[string, string]>} pairs */
export function context(pairs) {
  if (!pairs.length) return "";
  const rows = pairs.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value)));
  return h("dl", { class: "sx-context" }, ...rows);
}
