/** What stands beside the main buttons of an exercise: the next patient's difficulty, a link, a mark to come back. */

import { button, h, newId, say } from "./dom.js";
import { setLater } from "./progress.js";
import { DIFFICULTIES } from "./words.js";

/** What the next patient may be; a normal one has nothing that most questions could ask about. */
const NEXT = ["textbook", "minimal", "mixed", "noisy", "red_flag"];

/**
 * @param {import("./exercise.js").Exercise} exercise
 * @param {HTMLElement} worked the button for the worked answer
 */
export function moreActions(exercise, worked) {
  const said = h("p", { class: "sx-status", role: "status" });
  const id = newId("difficulty");
  const choice = h(
    "select",
    { class: "sx-select", id },
    h("option", { value: "" }, "As this one"),
    ...NEXT.map((value) => h("option", { value }, DIFFICULTIES[value])),
    h("option", { value: "any" }, "Any"),
  );
  choice.addEventListener("change", () => (exercise.difficulty = choice.value || undefined));
  const later = button("Review later", { class: "sx-button", "aria-pressed": String(exercise.later()) });
  later.addEventListener("click", () => {
    const now = later.getAttribute("aria-pressed") !== "true";
    if (!setLater(exercise.aboutIt(), now)) {
      say(said, "This browser keeps nothing, so this cannot be remembered.");
      return;
    }
    later.setAttribute("aria-pressed", String(now));
    say(said, now ? "On your review list." : "Off your review list.");
    exercise.tellProgress();
  });
  const copy = button("Copy link to this patient", { class: "sx-button", onclick: () => copyLink(exercise, said) });
  return h(
    "details",
    { class: "sx-more-actions" },
    h("summary", {}, "More"),
    h("div", { class: "sx-more-row" }, h("label", { for: id }, "Next patient"), choice),
    h("div", { class: "sx-more-row" }, worked, later, copy),
    said,
  );
}

/**
 * @param {import("./exercise.js").Exercise} exercise
 * @param {HTMLElement} said
 */
async function copyLink(exercise, said) {
  const link = exercise.link();
  try {
    await navigator.clipboard.writeText(link);
    say(said, "Copied. Whoever opens the link sees this very patient.");
  } catch {
    // Not allowed here (an insecure address, an embedded page): then it can be copied by hand.
    const box = h("input", { class: "sx-input", readonly: true, value: link, "aria-label": "Link to this patient" });
    said.replaceChildren("Copy this link: ", box);
    box.focus();
    box.select();
  }
}
