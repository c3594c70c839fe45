/**
 * Lets a reader go on without a line. Online everything comes from the host, so that pages of two builds never
 * mix; what came is kept, and stands in when the host does not reply. The engine lies in a folder named after
 * its contents and is fetched once.
 */

const BUILD = "@BUILD@";
const ENGINE = "@ENGINE@";
const LIST = "@LIST@";

const PREFIX = `sacral-edu ${self.registration.scope} `;
const PAGES = `${PREFIX}pages ${BUILD}`;
const ENGINES = `${PREFIX}engine ${ENGINE}`;
const SLOW_MS = 4_000;
const OFFLINE =
  "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>" +
  "<title>Offline</title><h1>This page is not on your machine yet</h1>" +
  "<p>You are offline, and this page was not kept. Go back, or come again when there is a line.</p></html>";

/**
 * A browser would take a script for fresh for a tenth of its age, and mix it with the pages of a later build.
 * @param {string} name
 */
const modeOf = (name) => (name === PAGES ? "no-cache" : "default");
const under = (path) => new URL(path, self.registration.scope).href;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

/** Only our own caches of this site are touched: other sites may share the host. */
async function tidy() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== PAGES && name !== ENGINES);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  if (request.url.startsWith(under(ENGINE))) event.respondWith(keptFirst(request));
  else if (!request.url.startsWith(under("api/"))) event.respondWith(hostFirst(request));
});

/** @param {Request} request */
async function keptFirst(request) {
  const kept = await match(request, ENGINES);
  return kept ?? fetched(request, ENGINES);
}

/** @param {Request} request */
async function hostFirst(request) {
  const coming = fetched(request, PAGES);
  const late = new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  try {
    const first = await Promise.race([coming, late]);
    if (first) return first;
  } catch {
    return (await match(request, PAGES)) ?? missing(request);
  }
  // The host is slow: what is kept will do, and without it there is nothing but to wait on.
  const kept = await match(request, PAGES);
  if (kept) {
    coming.catch(() => {});
    return kept;
  }
  return coming.catch(() => missing(request));
}

/** @param {Request} request */
function missing(request) {
  if (request.mode !== "navigate") return Response.error();
  return new Response(OFFLINE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/**
 * @param {Request} request
 * @param {string} name
 */
async function fetched(request, name) {
  const reply = await fetch(request, { cache: modeOf(name) });
  if (reply.ok && reply.type === "basic" && !reply.redirected) keep(request, reply.clone(), name);
  return reply;
}

/**
 * Storage may be full or blocked; then the reader is served all the same.
 * @param {Request|string} request
 * @param {Response} reply
 * @param {string} name
 */
async function keep(request, reply, name) {
  try {
    await (await caches.open(name)).put(request, reply);
  } catch {
    // See above.
  }
}

/**
 * @param {Request} request
 * @param {string} name
 */
async function match(request, name) {
  try {
    return await (await caches.open(name)).match(request, { ignoreSearch: true, ignoreVary: true });
  } catch {
    return undefined;
  }
}

self.addEventListener("message", (event) => {
  if (event.data === "keep the book") event.waitUntil(keepAll((list) => list.pages, PAGES));
  if (event.data === "keep the engine") event.waitUntil(keepAll((list) => list.engine, ENGINES));
});

/**
 * Fetch what is not kept yet, one after the other, so that the reader's own requests go first.
 * @param {(list: {pages: string[], engine: string[]}) => string[]} part
 * @param {string} name
 */
async function keepAll(part, name) {
  try {
    const cache = await caches.open(name);
    const list = await (await fetch(under(LIST))).json();
    for (const path of part(list)) {
      const url = under(path);
      if (await cache.match(url, { ignoreSearch: true, ignoreVary: true })) continue;
      const reply = await fetch(url, { cache: modeOf(name) });
      if (reply.ok && !reply.redirected) await cache.put(url, reply);
    }
  } catch {
    // No line, or no room: what is kept by now will do.
  }
}
