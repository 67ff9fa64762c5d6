// Answers with the kept copy of the book where the network does not. Registered only for a reader who asked for the copy
// (assets/javascripts/offline.mjs, which also makes it): nobody else meets this file.
const SCOPE = registration.scope;
// What has not come by then is read from the copy.
const PATIENCE = 4000;

// The copy that is whole: its list is put in last.
async function copy() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(`book ${SCOPE} `)) continue;
    const cache = await caches.open(name);
    if (await cache.match(`${SCOPE}offline.json`)) return cache;
  }
}

async function kept(request) {
  const address = new URL(request.url);
  address.search = address.hash = "";
  address.pathname = address.pathname.replace(/\/index\.html$/, "/");
  return (await copy())?.match(address.href);
}

async function answer(request) {
  const network = fetch(request);
  try {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    return (await Promise.race([network, late])) ?? (await kept(request)) ?? (await network);
  } catch (problem) {
    const found = await kept(request);
    if (found) return found;
    throw problem;
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const {request} = event;
  // What the list of the newest edition says is asked of the network alone.
  if (request.method !== "GET" || !request.url.startsWith(SCOPE) || request.cache === "no-store") return;
  event.respondWith(answer(request));
});
