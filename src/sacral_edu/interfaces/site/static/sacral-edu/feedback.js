/** What the learner reads after a check. Criteria stay in the order in which the scorer gave them. */

import { h, heading, hidden, listed, newId } from "./dom.js";
import { statusTag } from "./note.js";
import { ownTexts } from "./own-text.js";

/**
 * @typedef {{id: string, label: string, earned: number, possible: number, feedback: string,
 *   read_more: string, lines?: string[], rules?: string[], refs?: string[],
 *   highlights?: import("./own-text.js").Highlight[]}} Criterion
 */

/** Sums of thirds and the like miss the whole by a hair. */
const HAIR = 1e-6;

const NOT_A_ZERO =
  "This answer could not be graded. It does not count as a zero, and your answer is kept: " +
  "it will be here when you come back in this browser.";

/** @param {Criterion} criterion */
export function statusOf(criterion) {
  const { earned, possible } = criterion;
  if (earned < -HAIR) return "deduction";
  if (possible <= HAIR) return earned > HAIR ? "earned" : "remark";
  if (earned >= possible - HAIR) return "earned";
  return earned > HAIR ? "partly" : "missed";
}

/**
 * Points are shown out of 100 for the whole item, so that they add up to the percentage.
 * @param {number} share
 */
function points(share) {
  return String(Math.round(share * 1000) / 10).replace("-", "−");
}

/** @param {Criterion} criterion */
function pointsWords(criterion) {
  const earned = points(criterion.earned);
  if (criterion.possible > HAIR) return `${earned} of ${points(criterion.possible)} points`;
  if (Math.abs(criterion.earned) <= HAIR) return "no points";
  return `${earned} ${Math.abs(criterion.earned) === 0.01 ? "point" : "points"}`;
}

/**
 * Turn "page#anchor" into an address inside the book, from whatever folder this page lies in.
 * @param {string} target
 */
export function bookAddress(target) {
  const root = document.documentElement.dataset.content_root || "./";
  const [page, anchor] = target.split("#");
  return `${root}${encodeURI(page)}.html${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
}

/**
 * @param {{points: number, summary?: string, criteria: Criterion[], credit?: number, pictures?: any[]}} score
 * @param {{level: number, note: any, prompt: any}} view
 * @param {Record<string, any>} answers the answers that were scored
 * @param {{help?: string, plain?: boolean}} [how] what help there was, in words; `plain` leaves the score out
 * @returns {HTMLElement} its first heading takes the focus
 */
export function scoreFeedback(score, view, answers, { help = "", plain = false } = {}) {
  const percent = Math.round(score.points * 100);
  const asked = score.criteria.filter((one) => one.possible > HAIR);
  const met = asked.filter((one) => statusOf(one) === "earned").length;
  const words = asked.length ? `${met} of ${asked.length} criteria met in full` : "";
  const named = plain
    ? ["Why"]
    : [
        h("span", { class: "sx-percent", "aria-hidden": "true" }, `${percent}%`),
        hidden(`Score ${percent} percent${words && ", "}`),
        h("span", { class: "sx-met" }, words),
      ];
  const title = heading(view, 1, { class: plain ? "sx-label" : "sx-score", tabindex: "-1", id: newId("score") }, ...named);
  const bar = h("div", { class: "sx-bar", "aria-hidden": "true" }, h("span", {}));
  const own = ownTexts(score.criteria, view.prompt, answers, view);
  const rows = score.criteria.map((one, place) => criterionRow(one, place, own, view));
  bar.style.setProperty("--sx-share", `${Math.max(0, Math.min(100, percent))}%`);
  return region(
    title,
    plain ? null : bar,
    help ? h("p", { class: "sx-credit" }, creditWords(score.credit, help)) : null,
    score.summary ? h("p", { class: "sx-summary" }, score.summary) : null,
    ...own.elements,
    h("ul", { class: "sx-criteria", role: "list" }, ...rows),
    pictures(score.pictures ?? []),
  );
}

/**
 * @param {number|undefined} credit
 * @param {string} help
 */
function creditWords(credit, help) {
  const said = `${help[0].toUpperCase()}${help.slice(1)}`;
  return credit === undefined ? `${said}.` : `${said}: ${Math.round(credit * 100)}% credit for your progress.`;
}

/**
 * Drawings stand as images, so that nothing in them can run; their words go into the alternative text.
 * @param {{svg: string, text: string, caption: string}[]} drawn
 */
function pictures(drawn) {
  if (!drawn.length) return null;
  const figures = drawn.map(({ svg, text, caption }) =>
    h(
      "figure",
      { class: "sx-picture" },
      h("img", { class: "dark-light", src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, alt: text }),
      h("figcaption", {}, caption),
    ),
  );
  return h("div", { class: "sx-pictures" }, ...figures);
}

/**
 * @param {HTMLElement} title
 * @param {...(Node|null)} parts
 */
function region(title, ...parts) {
  return h("section", { class: "sx-feedback", "aria-labelledby": title.id }, title, ...parts);
}

/**
 * @param {Criterion} criterion
 * @param {number} place its position in the score, from 0
 * @param {import("./own-text.js").OwnTexts} own
 * @param {{level: number, note: any}} view
 */
function criterionRow(criterion, place, own, view) {
  const status = statusOf(criterion);
  const target = own.numbered ? { id: own.criterionId(place), tabindex: "-1" } : {};
  const number = own.numbered
    ? [h("span", { class: "sx-place" }, hidden("Criterion "), String(place + 1)), " "]
    : [];
  return h(
    "li",
    { class: `sx-criterion sx-criterion--${status}`, ...target },
    h(
      "p",
      { class: "sx-criterion-head" },
      ...number,
      statusTag(status),
      " ",
      h("b", { class: "sx-criterion-label" }, criterion.label),
      " ",
      h("span", { class: "sx-points" }, pointsWords(criterion)),
    ),
    criterion.feedback ? h("p", { class: "sx-criterion-text" }, criterion.feedback) : null,
    trail(criterion, own.quotes(place), view),
  );
}

/**
 * Where to look: the learner's words, lines of the note, the page of the book, the rules and sources.
 * @param {Criterion} criterion
 * @param {HTMLElement|null} words
 * @param {{note: any}} view
 */
function trail(criterion, words, view) {
  const parts = [words, lineLinks(criterion.lines ?? [], view.note)];
  if (criterion.read_more) {
    const about = hidden(` about ${criterion.label}`);
    parts.push(h("a", { class: "sx-more", href: bookAddress(criterion.read_more) }, "Read more", about));
  }
  const { rules = [], refs = [] } = criterion;
  if (rules.length) parts.push(h("span", { class: "sx-refs" }, `Rule ${listed(rules)}`));
  if (refs.length) parts.push(h("span", { class: "sx-refs" }, `Source ${listed(refs)}`));
  const kept = parts.filter(Boolean);
  return kept.length ? h("p", { class: "sx-trail" }, ...kept.flatMap((part) => [part, " "])) : null;
}

/**
 * @param {string[]} lines
 * @param {any} note
 */
function lineLinks(lines, note) {
  const rows = lines.map((id) => note.row(id)).filter(Boolean);
  if (!rows.length) return null;
  const links = lines
    .filter((id) => note.row(id))
    .map((id) => h("a", { href: `#${note.row(id).id}` }, `line ${note.numbers.get(id)}`));
  return h("span", { class: "sx-at" }, "See ", ...links.flatMap((link, at) => (at ? [", ", link] : [link])));
}

/**
 * A response that could not be graded; never shown as a zero.
 * @param {{scorer: string, reason: string}} outcome
 * @param {{level: number}} view
 */
export function notGradedFeedback(outcome, view) {
  const title = heading(view, 1, { class: "sx-score", tabindex: "-1", id: newId("score") }, "Not graded");
  return region(
    title,
    h("p", { class: "sx-summary" }, NOT_A_ZERO),
    h("p", { class: "sx-hint" }, `For your instructor: ${outcome.scorer}: ${outcome.reason}`),
  );
}
