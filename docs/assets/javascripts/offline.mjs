// Keeps the whole book in the browser, for a reader who asks for it. The copy is made here, file by file into a cache of its
// own that counts only once it is whole; sw.js answers from it where there is no network.
const ROOT = new URL("../../", import.meta.url).href;
const LIST = `${ROOT}offline.json`;
const PREFIX = `book ${ROOT} `;
const AT_ONCE = 6;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const files = (count) => `${count} ${count === 1 ? "file" : "files"}`;

const named = ({edition}) => (edition ? `the edition of ${edition}` : "this copy of the book");

const isKept = (name) => name.startsWith(PREFIX);

/** The list of the copy that is whole, and the cache that holds it. */
async function copy() {
  for (const name of (await caches.keys()).filter(isKept)) {
    const cache = await caches.open(name);
    const list = await cache.match(LIST);
    if (list) return {cache, list: await list.json()};
  }
}

async function newest() {
  const response = await fetch(LIST, {cache: "no-store"});
  if (!response.ok) throw new Error("Only the published book can be kept; this is a writer's view of it.");
  return response.json();
}

/** Whether the copy `old` does not have the file of `list`, or has another. */
const isChanged = (list, old, path) => old.list.files[path]?.[0] !== list.files[path][0];

async function sum(buffer) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", buffer));
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One file of the edition `list`, from where it is: the new copy, the old one, or the site. */
async function keep(cache, old, list, path) {
  const address = ROOT + path;
  if (await cache.match(address)) return;
  const same = old && !isChanged(list, old, path) && (await old.cache.match(address));
  if (same) return cache.put(address, same);
  const response = await fetch(address, {cache: "no-store"});
  if (!response.ok) throw new Error(`${path || "The first page"} could not be fetched. Try again: what is here already is not fetched twice.`);
  const body = await response.arrayBuffer();
  if ((await sum(body)) !== list.files[path][0]) throw new Error("The book changed while it was fetched. Reload the page and try again.");
  await cache.put(address, new Response(body, {headers: {"content-type": response.headers.get("content-type") ?? ""}}));
}

/** Make the copy of the edition `list`; `progress` is told how many of its files are there. */
export async function make(list, progress) {
  const old = await copy();
  const {quota = Infinity, usage = 0} = (await navigator.storage?.estimate?.()) ?? {};
  if (quota - usage < list.kept) throw new Error(`The browser has room for ${megabytes(quota - usage)} only.`);
  await navigator.storage?.persist?.();
  const cache = await caches.open(PREFIX + list.version);
  const paths = Object.keys(list.files);
  let [next, done] = [0, 0];
  let problem;
  const work = async () => {
    while (next < paths.length && !problem) {
      await keep(cache, old, list, paths[next++]).catch((caught) => (problem ??= caught));
      progress(++done, paths.length);
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, work));
  if (problem) throw problem;
  await cache.put(LIST, new Response(JSON.stringify(list)));
  await navigator.serviceWorker.register(`${ROOT}sw.js`, {scope: ROOT});
  // Those before it, and what was begun of others.
  for (const name of (await caches.keys()).filter(isKept)) if (name !== PREFIX + list.version) await caches.delete(name);
}

export async function forget() {
  for (const name of (await caches.keys()).filter(isKept)) await caches.delete(name);
  await (await navigator.serviceWorker.getRegistration(ROOT))?.unregister();
}

function element(tag, text, onclick) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (onclick) Object.assign(made, {type: "button", className: "md-button", onclick});
  return made;
}

export default async function offline(root) {
  const place = root.querySelector("[data-download=offline] .download-file");
  const status = element("span", "");
  status.setAttribute("role", "status");
  const actions = element("span", "");
  place.replaceChildren(status, actions);
  const say = (text, ...buttons) => {
    status.textContent = text;
    actions.replaceChildren(...buttons);
  };
  if (!("serviceWorker" in navigator && window.caches)) return say("This browser keeps nothing, or the page did not come by https.");

  const attempt = (action) => async () => {
    try {
      await action();
      await show();
    } catch (problem) {
      const full = problem.name === "QuotaExceededError";
      say(full ? "The browser has no room for it." : problem.message, element("button", "Try again", show));
    }
  };

  const fetching = (list) =>
    attempt(async () => {
      say("0%");
      await make(list, (done, all) => {
        // Whoever listens is told each tenth.
        const percent = `${10 * Math.floor((10 * done) / all)}%`;
        if (percent !== status.textContent) status.textContent = percent;
      });
    });

  async function show() {
    const there = await copy();
    const forgetting = element("button", "Forget it", attempt(forget));
    let list;
    try {
      list = await newest();
    } catch (problem) {
      return there ? say(`Kept: ${named(there.list)}. There is no network.`, forgetting) : say(problem.message);
    }
    if (!there) {
      const dropped = await navigator.serviceWorker.getRegistration(ROOT);
      const cost = `${megabytes(list.fetched)} to fetch, ${megabytes(list.kept)} on the device.`;
      const lost = dropped ? "The browser has dropped the copy. " : "";
      return say(lost + cost, element("button", "Keep for offline", fetching(list)));
    }
    if (there.list.version === list.version) return say(`Kept: ${named(list)}, whole.`, forgetting);
    const changed = Object.keys(list.files).filter((path) => isChanged(list, there, path));
    const amount = megabytes(changed.reduce((bytes, path) => bytes + list.files[path][1], 0));
    const newer = `Kept: ${named(there.list)}. A newer one is there: ${files(changed.length)} changed, ${amount}.`;
    say(newer, element("button", "Fetch what changed", fetching(list)), forgetting);
  }
  await attempt(() => {})();
}
