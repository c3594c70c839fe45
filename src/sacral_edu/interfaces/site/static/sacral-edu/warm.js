/** Gets a grader that has to be fetched ready while its exercise is read, before anybody waits for it. */

const NEAR = "300px";

/**
 * Start an engine when an exercise comes near to view; for a reader who saves data, only when it is asked.
 * @param {Element} exercise
 * @param {import("./engine.js").Engine|null} engine
 */
export function warmNearView(exercise, engine) {
  if (!engine?.warm || /** @type {any} */ (navigator).connection?.saveData) return;
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      engine.warm?.(exercise.getAttribute("item") ?? undefined);
    },
    { rootMargin: NEAR },
  );
  seen.observe(exercise);
}
