/** Options that are marked on a drawing: real check boxes that lie on it, each with its words in a list below. */

import { h, newId } from "./dom.js";

/**
 * @param {any} field with a drawing
 * @returns {{inputs: HTMLInputElement[], shown: HTMLElement[], told(): void}} `told` shows what is marked
 */
export function spots(field) {
  const { svg, text, spots: places } = field.drawing;
  const rows = new Map();
  const inputs = field.options.map((option) => h("input", { type: "checkbox", id: newId("spot"), value: option.id }));
  const on = inputs.map((input, index) => {
    const { x, y } = places.find((one) => one.option === input.value);
    const { letter, label } = field.options[index];
    const state = h("span", { class: "sx-spot-state" });
    rows.set(input, state);
    const spot = h("label", { class: "sx-spot", for: input.id }, input, h("span", { class: "sx-spot-face", "aria-hidden": "true" }, letter));
    spot.style.left = `${x * 100}%`;
    spot.style.top = `${y * 100}%`;
    const name = h("span", { id: `${input.id}-name` }, label);
    input.setAttribute("aria-labelledby", name.id);
    const row = h("label", { class: "sx-spot-row", for: input.id }, h("span", { class: "sx-spot-letter", "aria-hidden": "true" }, letter), name, state);
    return { spot, row };
  });
  // The class is the theme's word for an image that is fit for both modes and wants no ground behind it.
  const image = h("img", { class: "dark-light", src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, alt: text, width: 360, height: 318 });
  return {
    inputs,
    shown: [
      h("div", { class: "sx-drawing" }, image, ...on.map(({ spot }) => spot)),
      h("div", { class: "sx-spot-rows" }, ...on.map(({ row }) => row)),
    ],
    told() {
      // A screen reader has it from the check box itself.
      for (const [input, state] of rows) {
        state.textContent = input.checked ? "marked" : "";
        state.setAttribute("aria-hidden", "true");
      }
    },
  };
}
