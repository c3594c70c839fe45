/**
 * Runs before anything is drawn: the light or dark mode that the reader chose, how much room a script is going
 * to need, and, where the page was opened from a disk, a word on why nothing grades. No module, since browsers
 * refuse those from a disk.
 */
(() => {
  const root = document.documentElement;
  const usual = document.currentScript?.dataset.defaultMode || "auto";
  /** Storage may be blocked; then the usual mode it is. @param {string} name */
  const kept = (name) => {
    try {
      return localStorage.getItem(name) || usual;
    } catch {
      return usual;
    }
  };
  root.dataset.mode = kept("mode");
  root.dataset.theme = kept("theme");

  const progress = () => Object.keys(localStorage).some((key) => key.startsWith("sacral-edu:progress:"));
  try {
    if (progress()) root.dataset.progress = "kept";
  } catch {
    // No storage, no progress.
  }
  if (location.hash.startsWith("#patient=")) root.dataset.patient = "named";

  if (location.protocol !== "file:") return;
  document.addEventListener("DOMContentLoaded", () => {
    const notice = document.createElement("p");
    notice.className = "sx-from-disk";
    notice.append("This page was opened from your disk, where browsers refuse the scripts that grade. Text, questions and worked answers can be read. To be graded, open a terminal in this folder, type ");
    const command = document.createElement("code");
    command.textContent = "python3 -m http.server";
    notice.append(command, ", and go to http://localhost:8000.");
    (document.querySelector("article") ?? document.body).prepend(notice);
  });
})();
