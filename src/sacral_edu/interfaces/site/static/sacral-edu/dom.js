/**
 * Small builders for the parts of the page. Text only ever enters through text nodes, never as HTML,
 * so that nothing in a prompt or in a learner's answer can become markup.
 */

const SVG = "http://www.w3.org/2000/svg";

/** Strokes on a 16 by 16 grid. Each status has its own shape, so none is told by colour alone. */
const ICONS = {
  earned: ["M3.5 8.5l3 3 6-7"],
  partly: ["M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z", "M5 8h6"],
  missed: ["M4 4l8 8", "M12 4l-8 8"],
  deduction: ["M3 8h10"],
  remark: ["M8 7v5", "M8 3.9v.2"],
  not_counted: ["M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z", "M4.2 11.8l7.6-7.6"],
  up: ["M8 13V3.5", "M4 7l4-4 4 4"],
  down: ["M8 3v9.5", "M4 9l4 4 4-4"],
  remove: ["M4 4l8 8", "M12 4l-8 8"],
};

let lastId = 0;

/**
 * Return an id that is unique in the page: several exercises share one page and one light DOM.
 * @param {string} what
 */
export function newId(what) {
  lastId += 1;
  return `sx-${what}-${lastId}`;
}

/**
 * Build an element. Keys of `props` starting with "on" are listeners, keys that are properties of the
 * element are set as such, all others become attributes; null, undefined and false are left out.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "checked" || name === "value") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child || child === ""));
  return element;
}

/**
 * Build an element of a drawing.
 * @param {string} tag
 * @param {Record<string, string|number>} attributes
 * @param {...Node} children
 */
export function drawn(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * Build an icon that assistive technology skips; the words stand beside it.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  const lines = ICONS[name].map((d) => drawn("path", { d }));
  return drawn("svg", { viewBox: "0 0 16 16", class: "sx-icon", "aria-hidden": "true", focusable: "false" }, ...lines);
}

/**
 * Text for screen readers only.
 * @param {string} text
 */
export function hidden(text) {
  return h("span", { class: "sx-vh" }, text);
}

/**
 * A heading `below` steps under the exercise's own title, never deeper than h6.
 * @param {{level: number}} view
 * @param {number} below
 * @param {Record<string, any>} props
 * @param {...(Node|string)} children
 */
export function heading(view, below, props, ...children) {
  return h(`h${Math.min(6, view.level + below)}`, props, ...children);
}

/**
 * A push button that never submits the form.
 * @param {string} text
 * @param {Record<string, any>} props
 * @param {...(Node|string)} more
 */
export function button(text, props, ...more) {
  return h("button", { type: "button", ...props }, text, ...more);
}

/**
 * Say something politely. The region stays in the page; only its text changes, since a region that is
 * inserted together with its text is often not read out.
 * @param {HTMLElement} region
 * @param {string} text
 */
export function say(region, text) {
  // The same sentence twice in a row is no change to a screen reader, so the second gets a trailing
  // no-break space.
  region.textContent = text && region.textContent === text ? `${text}\u00a0` : text;
}

/**
 * "1, 4 and 7".
 * @param {Array<string|number>} things
 */
export function listed(things) {
  if (things.length < 2) return things.join("");
  return `${things.slice(0, -1).join(", ")} and ${things[things.length - 1]}`;
}
