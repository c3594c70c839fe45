/** The ordered diagnoses of a claim: move up, move down, remove. */

import { button, h, hidden, icon } from "./dom.js";

/** @typedef {import("./claim.js").Builder} Builder */

/**
 * Diagnoses are lettered on a claim form: A to Z, then AA.
 * @param {number} index
 * @returns {string}
 */
export function letter(index) {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}

/** @param {Builder} builder */
export function drawDiagnoses(builder) {
  const { diagnoses } = builder.claim;
  const rows = diagnoses.map((code, index) => row(builder, code, index));
  const empty = h("p", { class: "sx-empty" }, "No diagnosis yet.");
  builder.lists.diagnoses.replaceChildren(
    rows.length ? h("ol", { class: "sx-rows", role: "list" }, ...rows) : empty,
  );
}

/**
 * @param {Builder} builder
 * @param {string} code
 * @param {number} index
 */
function row(builder, code, index) {
  const last = builder.claim.diagnoses.length - 1;
  const title = builder.codes?.diagnoses.find((one) => one.code === code)?.title;
  return h(
    "li",
    { class: "sx-dx" },
    h("span", { class: "sx-letter" }, letter(index)),
    h("span", { class: "sx-dx-name" }, h("b", {}, code), title ? ` ${title}` : ""),
    h(
      "span",
      { class: "sx-tools" },
      tool("up", `Move up ${code}`, index === 0, () => move(builder, index, -1)),
      tool("down", `Move down ${code}`, index === last, () => move(builder, index, 1)),
      tool("remove", `Remove ${code}`, false, () => remove(builder, index)),
    ),
  );
}

/**
 * @param {"up"|"down"|"remove"} name
 * @param {string} words
 * @param {boolean} off
 * @param {() => void} act
 */
function tool(name, words, off, act) {
  return button(
    "",
    {
      class: "sx-tool",
      title: words,
      "data-focus": `dx-${words}`,
      // aria-disabled and not disabled: a button that goes dead under the finger would drop the focus.
      "aria-disabled": off ? "true" : null,
      onclick: () => off || act(),
    },
    icon(name),
    hidden(words),
  );
}

/**
 * @param {Builder} builder
 * @param {number} index
 * @param {number} step
 */
function move(builder, index, step) {
  const { diagnoses, procedures } = builder.claim;
  const [code] = diagnoses.splice(index, 1);
  diagnoses.splice(index + step, 0, code);
  for (const line of procedures) line.dx = diagnoses.filter((pointer) => line.dx.includes(pointer));
  builder.redraw();
  builder.changed();
  builder.say(`${code} is now ${letter(index + step)} of ${diagnoses.length}.`);
}

/**
 * @param {Builder} builder
 * @param {number} index
 */
function remove(builder, index) {
  const { diagnoses, procedures } = builder.claim;
  const [code] = diagnoses.splice(index, 1);
  for (const line of procedures) line.dx = line.dx.filter((pointer) => pointer !== code);
  const next = diagnoses[Math.min(index, diagnoses.length - 1)];
  builder.redraw(next && `dx-Remove ${next}`);
  if (!next) builder.search?.diagnoses.focus();
  builder.changed();
  builder.say(`${code} removed.`);
}
