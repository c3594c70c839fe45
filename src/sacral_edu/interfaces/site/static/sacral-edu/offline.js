/**
 * Where the site is only files and grades by itself, it can be read without a line after a first visit. A
 * server knows better than any kept page, so there what an earlier site left behind is taken away.
 */

import { STAND_IN } from "./stand-in.js";

const ROOT = new URL(document.documentElement.dataset.content_root || "./", window.location.href);
const SCRIPT = new URL("sacral-edu-sw.js", ROOT).href;
const AFTER_MS = 3_000;

export const worker = "serviceWorker" in navigator ? navigator.serviceWorker : null;

/** @param {string} what "keep the book" or "keep the engine" */
export function askToKeep(what) {
  if (STAND_IN?.engine !== "browser") return;
  worker?.ready.then((registration) => registration.active?.postMessage(what)).catch(() => {});
}

/** What grades by the host's own word: a browser may hold the script for fresh that an earlier build wrote. */
async function gradedBy() {
  const said = await fetch(new URL("./stand-in.js", import.meta.url), { cache: "no-cache" })
    .then((reply) => (reply.ok ? reply.text() : ""))
    .catch(() => "");
  return /"engine": "(\w+)"/.exec(said)?.[1] ?? STAND_IN?.engine;
}

async function settle() {
  if (!worker) return;
  if ((await gradedBy()) === "browser") {
    await worker.register(SCRIPT, { scope: ROOT.pathname });
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    setTimeout(() => askToKeep("keep the book"), AFTER_MS);
    return;
  }
  for (const one of await worker.getRegistrations()) {
    if (one.active?.scriptURL !== SCRIPT) continue;
    await one.unregister();
  }
  if ("caches" in window) {
    const ours = (await caches.keys()).filter((name) => name.startsWith(`sacral-edu ${ROOT.href} `));
    await Promise.all(ours.map((name) => caches.delete(name)));
  }
}

// Refused on insecure addresses and in private windows of some browsers; the site works without.
settle().catch(() => {});
