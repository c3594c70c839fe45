/**
 * Compiles the archives of a site with the runtime that will import them.
 * node compile.mjs RUNTIME SCRIPT ARCHIVE OPTIMIZE [ARCHIVE OPTIMIZE ...]
 * Each archive is replaced by the compiled one.
 */

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [runtime, script, ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: `${runtime}/` });
pyodide.runPython(await readFile(script, "utf8"));
const precompiled = pyodide.globals.get("precompiled");
for (let place = 0; place < archives.length; place += 2) {
  const given = pyodide.toPy(new Uint8Array(await readFile(archives[place])));
  const made = precompiled(given.tobytes ? given.tobytes() : given, Number(archives[place + 1]));
  await writeFile(archives[place], made.toJs());
}
