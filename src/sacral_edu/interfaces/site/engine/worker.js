/**
 * Python in a worker, so that the page stays smooth. Told `{id, question}`, it answers `{id, reply}`, both
 * JSON in text; before that it tells `{progress: {done, total}}`, `{step}`, and `{ready: true}` or
 * `{failed: "why"}`.
 */

const here = new URL("./", import.meta.url);

/** @type {{lock: any, sizes: Record<string, number>}} */
let manifest = { lock: {}, sizes: {} };
let done = 0;

const plainFetch = self.fetch.bind(self);

/** What the runtime asks for only after its scripts have run comes at once with them. */
const early = new Map(
  ["pyodide.asm.wasm", "python_stdlib.zip"].map((name) => [name, plainFetch(new URL(name, here).href)]),
);
for (const coming of early.values()) coming.catch(() => {});
import("./pyodide.asm.mjs").catch(() => {});

/**
 * The runtime fetches its own files; this counts them on the way, and tells of one that does not come: the
 * runtime itself would wait for ever.
 */
self.fetch = async (what, options) => {
  const name = new URL(typeof what === "string" ? what : (what.url ?? what.href)).pathname.split("/").pop();
  try {
    const reply = await (early.get(name) ?? plainFetch(what, options));
    early.delete(name);
    if (!reply.ok) throw new Error(`status ${reply.status}`);
    if (name in manifest.sizes) count(reply.clone().body).catch(() => {});
    return reply;
  } catch (error) {
    self.postMessage({ failed: `${name} could not be fetched (${lastLine(error)})` });
    throw error;
  }
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
  manifest = await (await self.fetch(new URL("manifest.json", here).href)).json();
  const wanted = Promise.all(["app.zip", "cases.json"].map((name) => self.fetch(new URL(name, here).href)));
  // Awaited only later; a failure has been told by then and must not count as one that nobody heard of.
  wanted.catch(() => {});
  const { loadPyodide } = await import("./pyodide.mjs");
  const pyodide = await loadPyodide({ indexURL: here.href, lockFileContents: manifest.lock });
  const [app, cases] = await wanted;
  const packages = pyodide.runPython("import site; site.getsitepackages()[0]");
  pyodide.unpackArchive(await app.arrayBuffer(), "zip", { extractDir: packages });
  self.postMessage({ step: "Starting the grader…" });
  const { Grader } = pyodide.pyimport("sacral_edu.interfaces.browser");
  return Grader(await cases.text());
}

// The runtime does not hand every failure of its own on, and would then never settle.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  self.postMessage({ failed: lastLine(event.reason) });
});

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
