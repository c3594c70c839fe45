/**
 * Python in a worker, so that the page stays smooth. Told `{id, question}`, it answers `{id, reply}`, both
 * JSON in text; before that it tells `{progress: {done, total}}`, `{step}`, and `{ready: true}` or
 * `{failed: "why"}`.
 */

const here = new URL("./", import.meta.url);

/** @type {{lock: any, sizes: Record<string, number>}} */
let manifest;
let done = 0;

/** Fetch a file of this folder; what arrives of a counted one is told. @param {string} name */
async function get(name) {
  const reply = await plainFetch(new URL(name, here));
  if (!reply.ok) throw new Error(`${name} could not be fetched (status ${reply.status})`);
  return reply;
}

const plainFetch = self.fetch.bind(self);

/** The runtime fetches its own files; this counts them on the way. */
self.fetch = async (what, options) => {
  const reply = await plainFetch(what, options);
  if (!reply.ok) return reply;
  const name = new URL(typeof what === "string" ? what : (what.url ?? what.href)).pathname.split("/").pop();
  if (name in manifest.sizes) count(reply.clone().body);
  return reply;
};

/** @param {ReadableStream<Uint8Array>} body */
async function count(body) {
  const total = Object.values(manifest.sizes).reduce((sum, size) => sum + size, 0);
  for await (const chunk of chunks(body)) {
    done += chunk.length;
    self.postMessage({ progress: { done: Math.min(done, total), total } });
  }
}

/** @param {ReadableStream<Uint8Array>} body */
async function* chunks(body) {
  const reader = body.getReader();
  for (;;) {
    const { done: over, value } = await reader.read();
    if (over) return;
    yield value;
  }
}

async function start() {
  manifest = await (await get("manifest.json")).json();
  const wanted = ["app.zip", "cases.json"].map((name) => self.fetch(new URL(name, here).href));
  const { loadPyodide } = await import("./pyodide.mjs");
  const pyodide = await loadPyodide({ indexURL: here.href, lockFileContents: manifest.lock });
  const [app, cases] = await Promise.all(wanted);
  if (!app.ok || !cases.ok) throw new Error("a part of the grader could not be fetched");
  pyodide.unpackArchive(await app.arrayBuffer(), "zip", { extractDir: sitePackages(pyodide) });
  self.postMessage({ step: "Starting the grader…" });
  const { Grader } = pyodide.pyimport("sacral_edu.interfaces.browser");
  return Grader(await cases.text());
}

function sitePackages(pyodide) {
  const folder = pyodide.runPython("import importlib, site; site.getsitepackages()[0]");
  return folder;
}

const grader = start();
grader.then(
  () => self.postMessage({ ready: true }),
  (error) => self.postMessage({ failed: lastLine(error) }),
);

self.onmessage = async ({ data }) => {
  const reply = await grader.then((ready) => ready.reply(data.question));
  self.postMessage({ id: data.id, reply });
};

/** A Python error ends with the line that says what it is. @param {unknown} error */
function lastLine(error) {
  const lines = String(error?.message ?? error).trim().split("\n");
  return lines[lines.length - 1];
}
