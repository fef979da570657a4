/**
 * @module The page without a connection: a service worker that keeps what the page is built of, and nothing that the
 * service answers. The build puts the version and the names of the files in their places (build/offline.mjs).
 */
const CACHE = "page-__VERSION__";
const FILES = __FILES__;
/** Of the present version and the one before it: a page that was opened before an update finds its parts. */
const KEPT = 2;

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (FILES.includes(pathname)) event.respondWith(newest(request));
});

/** One after the other: the page that is being used comes first. A version of which a file is gone is not taken. */
async function keepFiles() {
  const cache = await caches.open(CACHE);
  for (const file of FILES) {
    // Names of assets hold a hash of their content; of the others the newest is wanted.
    const mode = file.startsWith("/assets/") ? "default" : "reload";
    await cache.add(new Request(file, { cache: mode }));
  }
  await self.skipWaiting();
}

async function takeOver() {
  const versions = (await caches.keys()).filter((name) => name.startsWith("page-"));
  const old = versions.filter((name) => name !== CACHE).slice(0, -(KEPT - 1));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The service's own page while it can be reached; one page serves every address. */
async function page(request) {
  const kept = async () => (await caches.open(CACHE)).match("/");
  try {
    const answer = await fetch(request);
    // A proxy in between, with a page of its own: it means that the service is away.
    return answer.status >= 502 ? ((await kept()) ?? answer) : answer;
  } catch (error) {
    const found = await kept();
    if (found === undefined) throw error;
    return found;
  }
}

/** Of any version, since a name stands for one content; what is asked for first only now is kept from then on. */
async function asset(request) {
  const found = await caches.match(request);
  if (found !== undefined) return found;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
}

async function newest(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await (await caches.open(CACHE)).match(request);
    if (found === undefined) throw error;
    return found;
  }
}
