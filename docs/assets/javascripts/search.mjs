// The search's dialog: a field, and below it the pages found, each with its sections and the sentence that matches.

import { complete, find, load, nearest } from "./search-index.mjs";
import { WORD, stem } from "./search-words.mjs";

const root = new URL("../../", import.meta.url);
// A single letter is the beginning of everything.
const LEAST = 2;
const PAGES = 8;
const SECTIONS = 3;
// Of the page's best section: what matches so little is none of the answer.
const WORTH = 0.3;
const DEEPER = 0.7;
const NEAREST = 3;
const QUOTED = 180;
// Begun words match many: so many are enough to mark.
const MARKED = 30;

const dialog = document.querySelector("dialog.search");
const [field, status, results] = ["input", ".search-status", ".search-results"].map((part) => dialog.querySelector(part));
const completion = dialog.querySelector(".search-completion");

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// ---------- What is fetched ----------

let book;
let texts = {};
/** The index, fetched once; after a failure the next who asks tries again. */
function fetched() {
  book ??= read().catch((error) => {
    book = undefined;
    throw error;
  });
  return book;
}

async function read() {
  const answer = await fetch(new URL("search/index.json", root));
  // While somebody writes, no press has made it.
  const made = answer.ok ? { index: await answer.json() } : await (await import("./search-build.mjs")).build();
  texts = made.texts ?? texts;
  const index = load(made.index);
  // What runs for the first time runs slowly: not when somebody waits for it.
  find(index, "training data");
  return index;
}

/** The blocks of text of a page, by the anchors of its sections; none of them while they cannot be fetched. */
async function textsOf(path) {
  texts[path] ??= fetch(new URL(`${path}texts.json`, root)).then((answer) => (answer.ok ? answer.json() : {}));
  try {
    return await texts[path];
  } catch {
    delete texts[path];
    return {};
  }
}

// ---------- What is shown ----------

/** `text` as nodes, with its words that are among `terms` marked. */
function marked(text, terms) {
  const wanted = new Set(terms);
  const nodes = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!wanted.has(stem(word))) continue;
    nodes.push(text.slice(from, index), element("mark", {}, word));
    from = index + word.length;
  }
  return [...nodes, text.slice(from)];
}

/** The sentence that has most of `terms`, cut around the first of them. */
function sentence(blocks, terms) {
  const wanted = new Set(terms);
  let best = { kinds: 0, text: "" };
  for (const text of blocks.flatMap((block) => block.split(/(?<=[.!?]["”’)]?)\s+(?=["“‘(]?[\p{Lu}\d])/u))) {
    const kinds = new Set((text.match(WORD) ?? []).map(stem).filter((word) => wanted.has(word))).size;
    if (kinds > best.kinds) best = { kinds, text };
  }
  const { text } = best;
  if (text.length <= QUOTED) return text;
  const first = [...text.matchAll(WORD)].find(([word]) => wanted.has(stem(word))).index;
  const from = text.lastIndexOf(" ", Math.max(0, Math.min(first - QUOTED / 3, text.length - QUOTED))) + 1;
  const to = text.indexOf(" ", from + QUOTED);
  return `${from ? "… " : ""}${text.slice(from, to < 0 ? undefined : to)}${to < 0 ? "" : " …"}`;
}

function address(path, { anchor, terms }) {
  const url = new URL(path, root);
  // What search-mark.mjs marks there.
  if (terms.length) url.searchParams.set("h", terms.slice(0, MARKED).join(" "));
  url.hash = anchor;
  return url.href;
}

let serial = 0;
const option = (tag, attributes, ...children) =>
  element(tag, { role: "option", id: `search-option-${serial++}`, "aria-selected": "false", ...attributes }, ...children);
const link = (kind, path, place, ...children) =>
  option("a", { class: kind, href: address(path, place), tabindex: "-1" }, ...children);

function group({ page, top, sections }, rank) {
  const title = element("span", { class: "search-title", id: `search-title-${serial++}` }, ...marked(page.title, top.terms));
  const room = element("span", { class: "search-room" }, page.room);
  const description = element("span", { class: "search-quote" }, ...marked(page.description, top.terms));
  if (!description.querySelector("mark")) quote(description, page.path, top);
  const first = link("search-page", page.path, top, title, room, description);
  // A term and the section that teaches it are one.
  const apart = sections.filter(({ anchor }, at) => sections.findIndex((place) => place.anchor === anchor) === at);
  const below = apart.slice(0, SECTIONS).filter(({ score }) => score >= WORTH * sections[0].score);
  const rows = below.map((place) => {
    const heading = element("span", { class: "search-title" }, ...marked(place.heading, place.terms));
    const awaited = place.definition ? "" : " search-awaited";
    const said = element("span", { class: `search-quote${awaited}` }, ...marked(place.definition ?? "", place.terms));
    if (awaited) quote(said, page.path, place);
    return link("search-section", page.path, place, heading, said);
  });
  // Where Enter leads: a section, unless it is the page's own name that was asked for.
  if (rank === 0) (sections[0]?.score >= DEEPER * top.score ? rows[0] : first).dataset.best = "";
  return element("div", { role: "group", "aria-labelledby": title.id }, first, ...rows);
}

/** Puts the sentence of a place that has most of what was asked into `into`, once it has been fetched, if there is one. */
async function quote(into, path, { anchor, terms }) {
  const said = sentence((await textsOf(path))[anchor] ?? [], terms);
  if (said) into.replaceChildren(...marked(said, terms));
}

function suggest(name) {
  const row = option("div", { class: "search-nearest" }, name);
  row.addEventListener("click", () => {
    field.value = name;
    field.focus();
    answer();
  });
  return row;
}

function show(rows, said) {
  // Before the rows are there: afterwards it would have them laid out at once.
  results.scrollTop = 0;
  results.replaceChildren(...rows);
  field.setAttribute("aria-expanded", String(rows.length > 0));
  status.textContent = said;
  choose();
}

let whole = "";
async function answer() {
  const query = field.value;
  whole = "";
  completion.replaceChildren();
  let index;
  try {
    if (query.trim() && !results.childElementCount) status.textContent = "Fetching the index …";
    index = await fetched();
  } catch {
    show([], "The index could not be fetched. It is tried again as you type.");
    return;
  }
  // Another letter came meanwhile, and has an answer of its own.
  if (query !== field.value) return;
  if (query.trim().length < LEAST) {
    show([], "");
    return;
  }
  whole = complete(index, query);
  completion.replaceChildren(element("span", {}, query), whole.slice(query.length));
  const found = find(index, query);
  const groups = found.slice(0, PAGES).map(group);
  if (groups.length) show(groups, found.length === 1 ? "1 page" : `${found.length} pages`);
  else show(nearest(index, query, NEAREST).map(suggest), `Nothing on “${query.trim()}”. The nearest that the book has:`);
}

// ---------- What the reader does ----------

const options = () => [...results.querySelectorAll("[role=option]")];
const chosen = () => results.querySelector("[aria-selected=true]");

function choose(row) {
  chosen()?.setAttribute("aria-selected", "false");
  row?.setAttribute("aria-selected", "true");
  row?.scrollIntoView({ block: "nearest" });
  if (row) field.setAttribute("aria-activedescendant", row.id);
  else field.removeAttribute("aria-activedescendant");
}

const best = () => results.querySelector("[data-best]") ?? options()[0];
const keys = {
  ArrowDown() {
    const at = options().indexOf(chosen());
    choose(at < 0 ? best() : options()[at + 1] ?? options()[0]);
  },
  ArrowUp() {
    const at = options().indexOf(chosen());
    choose(options().at(at < 0 ? -1 : at - 1));
  },
  Enter() {
    (chosen() ?? best())?.click();
  },
  ArrowRight() {
    if (!whole || field.selectionStart < field.value.length) return false;
    field.value = whole;
    answer();
  },
};

dialog.addEventListener("keydown", (event) => {
  // Closed a moment ago, and the field has the focus until the next frame: the key is the page's, and may open it again.
  if (!dialog.open) return;
  // The theme has keys of its own, for turning pages.
  event.stopPropagation();
  if (event.target !== field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (keys[event.key] && keys[event.key]() !== false) event.preventDefault();
});
field.addEventListener("input", answer);
results.addEventListener("click", async (event) => {
  const row = event.target.closest("a");
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  dialog.close();
  if (row.pathname !== location.pathname) return;
  // The page is here, with all that its reader has opened and changed on it: the theme would fetch it anew.
  event.preventDefault();
  event.stopPropagation();
  const { show } = await import("./search-mark.mjs");
  if (row.hash) location.hash = row.hash;
  else scrollTo(0, 0);
  const terms = new Set((new URL(row.href).searchParams.get("h") ?? "").split(" "));
  show(document.querySelector("article"), decodeURIComponent(row.hash.slice(1)), terms);
});
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());

// What was typed before this came.
answer();
