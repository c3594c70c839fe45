/**
 * Runs while the page is still being read in: where an exercise stands in the first view, its grader starts
 * some hundred milliseconds before the exercise itself can be set up.
 */

import { engineFor } from "./engine.js";
import { warmNearView } from "./warm.js";

for (const exercise of document.querySelectorAll("sacral-exercise")) {
  warmNearView(exercise, engineFor(exercise.getAttribute("engine") ?? "server", exercise.dataset.api ?? "/api"));
}
