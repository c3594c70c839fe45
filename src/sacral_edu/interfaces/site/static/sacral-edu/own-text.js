/**
 * The learner's own text after a check, with the words marked that the criteria are about. A mark is told
 * by its colour, by its line, by the sign behind it and in words; its number leads to the criterion, and
 * the criterion's quotation leads back.
 */

import { h, heading, hidden, icon, newId } from "./dom.js";

/**
 * @typedef {"earned"|"wrong"|"not_counted"} Verdict
 * @typedef {{field: string, start: number, end: number, verdict: Verdict}} Highlight
 * @typedef {{start: number, end: number, verdict: Verdict, place: number, label: string, id: string}} Span
 *   code points of the text; `place` is the criterion's position, from 0; `id` that of the marked words
 * @typedef {{elements: HTMLElement[], numbered: boolean, criterionId(place: number): string,
 *   quotes(place: number): HTMLElement|null}} OwnTexts
 */

/** Where marks lie on the same words, the last of these lies on top. */
const VERDICTS = {
  not_counted: { words: "does not count", icon: "not_counted" },
  earned: { words: "earned", icon: "earned" },
  wrong: { words: "wrong", icon: "missed" },
};
const RANK = Object.keys(VERDICTS);
const LEGEND = ["earned", "wrong", "not_counted"];
const QUOTED = 48;

/** The end of a mark, which stays on one line with the first sign behind it; short, to fit everywhere. */
const LAST_WORD = /\S{1,10}\s*$/u;

/**
 * Build the marked texts of a score: none for fields in which nothing is marked.
 * @param {any[]} criteria
 * @param {any} prompt
 * @param {Record<string, any>} answers the answers that were scored
 * @param {{level: number}} view
 * @returns {OwnTexts}
 */
export function ownTexts(criteria, prompt, answers, view) {
  const ids = criteria.map(() => newId("criterion"));
  /** @type {Array<{text: string[], span: Span}>} */
  const all = [];
  const elements = [];
  for (const field of prompt.fields) {
    if (field.type !== "text" || typeof answers[field.id] !== "string") continue;
    // Code points, as Python counts them; an emoji is one here and two in a string.
    const text = [...answers[field.id]];
    const spans = spansOf(criteria, field.id, text.length);
    if (!spans.length) continue;
    all.push(...spans.map((span) => ({ text, span })));
    elements.push(block(field, text, spans, ids, view));
  }
  return {
    elements,
    numbered: all.length > 0,
    criterionId: (place) => ids[place],
    quotes: (place) => quotes(all.filter(({ span }) => span.place === place)),
  };
}

/**
 * The spans of all criteria in one text, cut to it; those of one criterion and verdict that touch are one.
 * @param {any[]} criteria
 * @param {string} field
 * @param {number} length
 * @returns {Span[]}
 */
function spansOf(criteria, field, length) {
  return criteria.flatMap(({ highlights = [], label }, place) => {
    /** @type {Span[]} */
    const merged = [];
    const here = highlights
      .filter((one) => one.field === field && Object.hasOwn(VERDICTS, one.verdict))
      .map(({ start, end, verdict }) => ({ start: Math.max(start, 0), end: Math.min(end, length), verdict }))
      .filter(({ start, end }) => start < end)
      .sort((one, other) => one.start - other.start);
    for (const one of here) {
      const before = merged.findLast((span) => span.verdict === one.verdict);
      if (before && one.start <= before.end) before.end = Math.max(before.end, one.end);
      else merged.push({ ...one, place, label, id: newId("words") });
    }
    return merged;
  });
}

/**
 * @param {any} field
 * @param {string[]} text
 * @param {Span[]} spans
 * @param {string[]} ids
 * @param {{level: number}} view
 */
function block(field, text, spans, ids, view) {
  const title = heading(view, 2, { class: "sx-own-title", id: newId("own") }, `Your words: ${field.label}`);
  return h(
    "div",
    { class: "sx-own", role: "group", "aria-labelledby": title.id },
    title,
    legend(spans),
    h("p", { class: "sx-own-text" }, ...pieces(text, spans, ids)),
  );
}

/** @param {Span[]} spans */
function legend(spans) {
  const found = LEGEND.filter((verdict) => spans.some((span) => span.verdict === verdict));
  const keys = found.map((verdict) => {
    const drawn = h("span", { class: `sx-hl-sign sx-verdict--${verdict}` }, icon(VERDICTS[verdict].icon));
    return h("span", { class: `sx-hl sx-hl--${verdict}` }, VERDICTS[verdict].words, drawn);
  });
  const hint = h("span", {}, "A number leads to its criterion below.");
  return h("p", { class: "sx-own-legend" }, ...keys.flatMap((key) => [key, " "]), hint);
}

/**
 * Cut the text wherever a span begins or ends. Spans may cross, which elements cannot; so each piece gets
 * an element for every span that lies on it.
 * @param {string[]} text
 * @param {Span[]} spans
 * @param {string[]} ids
 */
function pieces(text, spans, ids) {
  const edges = new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...edges].sort((one, other) => one - other);
  return cuts.slice(0, -1).flatMap((start, at) => {
    const end = cuts[at + 1];
    const over = spans
      .filter((span) => span.start <= start && end <= span.end)
      .sort((one, other) => RANK.indexOf(one.verdict) - RANK.indexOf(other.verdict));
    const signs = over.filter((span) => span.end === end).map((span) => sign(span, ids[span.place]));
    return [
      ...over.filter((span) => span.start === start).map(said),
      ...marked(withSigns(text.slice(start, end).join(""), signs), over, start),
    ];
  });
}

/**
 * Words with the signs that stand behind them.
 * @param {string} words
 * @param {HTMLElement[]} signs
 * @returns {Array<Node|string>}
 */
function withSigns(words, signs) {
  if (!signs.length) return [words];
  const last = LAST_WORD.exec(words)?.[0] ?? "";
  const before = words.slice(0, words.length - last.length);
  return [before, h("span", { class: "sx-hold" }, last, signs[0]), ...signs.slice(1)];
}

/**
 * @param {Array<Node|string>} content
 * @param {Span[]} over from the lowest to the one on top
 * @param {number} start
 * @returns {Array<Node|string>}
 */
function marked(content, over, start) {
  return over.reduceRight((inner, span) => {
    const target = span.start === start ? { id: span.id, tabindex: "-1" } : {};
    return [h("mark", { class: `sx-hl sx-hl--${span.verdict}`, ...target }, ...inner)];
  }, content);
}

/** @param {Span} span */
function said(span) {
  return hidden(` (${VERDICTS[span.verdict].words}: ${span.label}) `);
}

/**
 * @param {Span} span
 * @param {string} criterion
 */
function sign(span, criterion) {
  const { verdict, place } = span;
  return h(
    "a",
    { class: `sx-hl-sign sx-hl-ref sx-verdict--${verdict}`, href: `#${criterion}` },
    icon(VERDICTS[verdict].icon),
    hidden("Criterion "),
    String(place + 1),
  );
}

/**
 * The words that one criterion is about, as links to where they stand.
 * @param {Array<{text: string[], span: Span}>} found
 */
function quotes(found) {
  if (!found.length) return null;
  const links = found.map(({ text, span }) => {
    const words = text.slice(span.start, span.end).join("").replace(/\s+/g, " ").trim();
    const link = h("a", { href: `#${span.id}` }, `“${shortened(words)}”`);
    return h("span", {}, link, ` (${VERDICTS[span.verdict].words})`);
  });
  return h("span", { class: "sx-at" }, "Your words: ", ...links.flatMap((link, at) => (at ? [", ", link] : [link])));
}

/** @param {string} words */
function shortened(words) {
  const points = [...words];
  return points.length > QUOTED ? `${points.slice(0, QUOTED).join("").trimEnd()}…` : words;
}
