/**
 * Python in a worker, so that the page stays smooth. Told `{id, question}`, it answers `{id, reply}`, both
 * JSON in text; before that it tells `{progress: {done, total}}`, `{step}`, and `{ready: true}` or
 * `{failed: "why"}`.
 */

const here = new URL("./", import.meta.url);
const IDLE_MS = 300;
const TELL_MS = 100;

const plainFetch = self.fetch.bind(self);

/** All comes at once: the runtime would ask for its own files one after the other. */
const early = new Map(
  ["manifest.json", "pyodide.asm.wasm", "python.pack", "python_stdlib.zip", "cases.json"].map((name) => [
    name,
    plainFetch(new URL(name, here).href),
  ]),
);
for (const coming of early.values()) coming.catch(() => {});
const runtime = import("./pyodide.mjs");
runtime.catch(() => {});
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
    if (name !== "manifest.json") count(name, reply.clone().body).catch(() => {});
    return reply;
  } catch (error) {
    self.postMessage({ failed: `${name} could not be fetched (${lastLine(error)})` });
    throw error;
  }
};

/** @type {Promise<{home: string, lock: any, sizes: Record<string, number>}>} */
const manifest = self.fetch(new URL("manifest.json", here).href).then((reply) => reply.json());
manifest.catch(() => {});
let done = 0;
let told = 0;

/**
 * Tell what has come, not more often than somebody can read it; a slow line tells of each piece.
 * @param {string} name
 * @param {ReadableStream<Uint8Array>} body
 */
async function count(name, body) {
  const { sizes } = await manifest;
  if (!(name in sizes)) return body.cancel();
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  for await (const chunk of chunks(body)) {
    done += chunk.length;
    if (performance.now() - told < TELL_MS && done < total) continue;
    told = performance.now();
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

/** All Python files in one, inflated while the runtime is compiled. @returns {Promise<ArrayBuffer>} */
async function pack() {
  const reply = await self.fetch(new URL("python.pack", here).href);
  if (!self.DecompressionStream) throw new Error("this browser is too old to open compressed files");
  return new Response(reply.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/**
 * Put the files of a pack in place: the length of a list, the list of paths and sizes, and their bytes.
 * @param {any} files file system of the runtime
 * @param {string} folder
 * @param {ArrayBuffer} whole
 */
function place(files, folder, whole) {
  const length = new DataView(whole).getUint32(0, true);
  let begin = 4 + length;
  let last = "";
  for (const [path, size] of JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 4, length)))) {
    const inside = `${folder}/${path}`.replace(/\/[^/]*$/, "");
    if (inside !== last) files.mkdirTree((last = inside));
    files.writeFile(`${folder}/${path}`, new Uint8Array(whole, begin, size), { canOwn: true });
    begin += size;
  }
}

async function start() {
  const packed = pack();
  const cases = self.fetch(new URL("cases.json", here).href).then((reply) => reply.text());
  // Awaited only later; a failure has been told by then and must not count as one that nobody heard of.
  for (const coming of [packed, cases]) coming.catch(() => {});
  const { home, lock } = await manifest;
  const { loadPyodide } = await runtime;
  const pyodide = await loadPyodide({
    indexURL: here.href,
    lockFileContents: lock,
    env: { HOME: "/home/pyodide", PYTHONPATH: home },
    fsInit: async (files) => place(files, home, await packed),
  });
  self.postMessage({ step: "Starting the grader…" });
  const { Grader } = pyodide.pyimport("sacral_edu.interfaces.browser");
  return Grader(await cases);
}

// The runtime does not hand every failure of its own on, and would then never settle.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  self.postMessage({ failed: lastLine(event.reason) });
});

const grader = start();
grader.then(
  (ready) => {
    self.postMessage({ ready: true });
    // Whoever waits is served first, by the plugin of that item alone; the others follow when nobody does.
    setTimeout(() => complete(ready), IDLE_MS);
  },
  (error) => self.postMessage({ failed: lastLine(error) }),
);

/** What is wrong with the plugins is said where one is asked for. @param {any} ready */
function complete(ready) {
  try {
    ready.complete();
  } catch {
    // See above.
  }
}

self.onmessage = async ({ data }) => {
  const reply = await grader.then((ready) => ready.reply(data.question));
  self.postMessage({ id: data.id, reply });
};

/** A Python error ends with the line that says what it is. @param {unknown} error */
function lastLine(error) {
  const lines = String(error?.message ?? error).trim().split("\n");
  return lines[lines.length - 1];
}
