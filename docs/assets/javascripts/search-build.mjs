// Gathers what the search knows of the book. The press does it once for all readers, in its own browser; while somebody
// writes, and no press is at work, the writer's browser does it.

import { index } from "./search-index.mjs";

const root = new URL("../../", import.meta.url);
// The builder's list of sections, as MkDocs and as Zensical name it.
const LISTS = ["search/search_index.json", "search.json"];

const ARTICLE = "article";
const GLOSSARY = /(^|\/)glossary\/$/;
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const BLOCKS = "p, li, dt, dd, tr, figcaption, summary, td, th";
// What is no text of the page's own, and what is no text.
const OTHERS = "script, style, template, svg, .headerlink, .footnote, .footnote-ref, [data-search-exclude]";

/**
 * Reads the book.
 *
 * @returns {Promise<?{index: object, texts: Object<string, Object<string, string[]>>}>} what each search needs; and from
 *   what its results quote: by the address of a page and the anchor of a section, the section's blocks of text. Nothing
 *   if the builder wrote no list.
 */
export async function build() {
  const listed = await list();
  if (!listed) return null;
  const sections = new Map();
  for (const entry of listed) {
    const [path, anchor = ""] = entry.location.split("#");
    if (!sections.has(path)) sections.set(path, []);
    sections.get(path).push({ ...entry, anchor });
  }
  const pages = await Promise.all([...sections].map(([path, entries]) => read(path, entries)));
  return { index: index(pages), texts: Object.fromEntries(pages.map(({ path, texts }) => [path, texts])) };
}

async function list() {
  for (const name of LISTS) {
    const answer = await fetch(new URL(name, root));
    if (!answer.ok) continue;
    const { docs, items } = await answer.json();
    return docs ?? items;
  }
  return null;
}

const parser = new DOMParser();
const parse = (html) => parser.parseFromString(html, "text/html");
const squeezed = (text) => text.replace(/[\u2061-\u2064]/g, "").replace(/\s+/g, " ").trim();
const plain = (html) => squeezed(parse(html.replaceAll("<", " <")).body.textContent);

async function read(path, entries) {
  const page = parse(await (await fetch(new URL(path, root))).text());
  const said = (name) => page.querySelector(`meta[name="${name}"]`)?.content ?? "";
  const listed = (name) => said(name).split(", ").filter(Boolean);
  const article = page.querySelector(ARTICLE);
  article.querySelectorAll(OTHERS).forEach((element) => element.remove());
  const texts = quotable(article, new Set(entries.map(({ anchor }) => anchor)));
  const terms = GLOSSARY.test(path) ? [...article.querySelectorAll("dt")].map((term) => defined(term, path)) : [];
  return {
    path,
    title: plain(entries[0].title),
    description: said("description"),
    aliases: listed("aliases"),
    tags: [...(entries[0].tags ?? []), ...listed("terms")],
    room: squeezed(page.querySelector(".md-tabs__item--active")?.textContent ?? ""),
    // A list of sources is no place to be led to, nor are terms that lead on to where they are taught.
    sections: entries
      .filter(({ anchor }) => !anchor || (texts[anchor] && !terms.length))
      .map(({ anchor, title, text }) => ({ anchor, heading: plain(title), text: plain(text) })),
    terms,
    texts,
  };
}

/** The blocks of text below each of the anchors, but not those inside another block. */
function quotable(article, anchors) {
  const texts = { "": [] };
  let anchor = "";
  for (const element of article.querySelectorAll(`${HEADINGS}, ${BLOCKS}`)) {
    if (element.matches(HEADINGS)) {
      if (anchors.has(element.id)) texts[(anchor = element.id)] ??= [];
      continue;
    }
    if (element.matches("td, th")) continue;
    const text = element.matches("tr")
      ? [...element.cells].map((cell) => squeezed(cell.textContent)).filter(Boolean).join(" · ")
      : own(element);
    if (text) texts[anchor].push(text);
  }
  return texts;
}

function own(block) {
  const copy = block.cloneNode(true);
  copy.querySelectorAll(BLOCKS).forEach((inner) => inner.remove());
  return squeezed(copy.textContent);
}

/** A term of the glossary: its names, what it says, and the places it sends the reader to. */
function defined(term, path) {
  const said = [];
  for (let next = term.nextElementSibling; next?.matches("dd"); next = next.nextElementSibling) said.push(next);
  const links = said.flatMap((element) => [...element.querySelectorAll("a[href]")]);
  const taught = links
    .map((link) => new URL(link.getAttribute("href"), new URL(path, root)).href)
    .filter((address) => address.startsWith(root))
    .map((address) => address.slice(root.href.length).split("#"));
  const text = squeezed(said.map((element) => element.textContent).join(" "));
  // The links stand at the end, as a sentence of their own, and say only where they lead.
  const where = links.map((link) => squeezed(link.textContent)).join(", ");
  return {
    names: squeezed(term.textContent).split(/,\s*|\s*[()]\s*/).filter(Boolean),
    text: text.endsWith(`. ${where}.`) ? text.slice(0, -where.length - 2) : text,
    taught: (taught.length ? taught : [[path, term.id]]).map(([place, anchor = ""]) => [place, anchor]),
  };
}
