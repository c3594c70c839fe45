/**
 * On a page that is being written, served with `--watch`: shows the page anew when it was built anew, and what
 * is wrong with the book while it cannot be built.
 */

const EVERY_MS = 1_000;

/** @type {string|undefined} */
let shown;

const fault = document.createElement("pre");
fault.className = "sx-fault";
fault.setAttribute("role", "alert");

async function look() {
  try {
    const { build, problem } = await (await fetch("/api/watch", { cache: "no-store" })).json();
    shown ??= build;
    if (build !== shown) return window.location.reload();
    fault.textContent = problem;
    if (problem && !fault.isConnected) document.querySelector("main, body")?.prepend(fault);
    if (!problem) fault.remove();
  } catch {
    // The server is being started anew, or has been stopped.
  }
  setTimeout(look, EVERY_MS);
}

look();
