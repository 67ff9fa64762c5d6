// On arrival from the search: marks the words that were found, in the section that the link names, and opens what hides it.

import { WORD, stem } from "./search-words.mjs";

const HEADING = ":is(h1, h2, h3, h4, h5, h6)";
const BLOCK = `p, li, dt, dd, tr, figcaption, summary, ${HEADING}`;
const SILENT = "script, style, template, svg, math, button, input, select, textarea, .headerlink";

/** The texts of a section: below a heading up to the next, before the first below the article, else inside the element. */
function* texts(target) {
  const inside = !target.matches(`article, ${HEADING}`);
  const root = inside ? target : target.closest("article");
  const accept = (node) => (node.nodeType === 1 && node.matches(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
  walker.currentNode = target;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === 3) yield node;
    else if (!inside && node.matches(target.matches("article") ? `${HEADING}:not(h1)` : HEADING)) return;
  }
}

function markIn(text, terms) {
  const marks = [];
  // From the end, so that what comes before keeps its place.
  for (const { 0: word, index } of [...text.data.matchAll(WORD)].reverse()) {
    if (!terms.has(stem(word))) continue;
    const mark = document.createElement("mark");
    mark.dataset.found = "";
    text.splitText(index).splitText(word.length);
    mark.append(text.nextSibling);
    text.after(mark);
    marks.unshift(mark);
  }
  return marks;
}

/** The first mark in the block that has most of the words; of two such, in the one that is not folded away. */
function richest(marks) {
  const blocks = new Map();
  for (const mark of marks) {
    const block = mark.closest(BLOCK);
    if (!blocks.has(block)) blocks.set(block, { mark, kinds: new Set() });
    blocks.get(block).kinds.add(stem(mark.textContent));
  }
  const worth = ({ mark, kinds }) => kinds.size + (mark.closest("details:not([open])") ? 0 : 0.5);
  return [...blocks.values()].sort((one, other) => worth(other) - worth(one))[0]?.mark;
}

/** Shows where on the page `terms` stand in the section with the id `anchor`, or at the page's beginning if that is empty. */
export function show(article, anchor, terms) {
  for (const mark of article.querySelectorAll("mark[data-found]")) mark.replaceWith(...mark.childNodes);
  article.normalize();
  const section = anchor && document.getElementById(anchor);
  const target = section || article;
  const best = richest([...texts(target)].flatMap((text) => markIn(text, terms)));
  for (let fold = (best ?? target).closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (!section) return;
  section.scrollIntoView();
  const { top, bottom } = (best ?? section).getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) best?.scrollIntoView({ block: "center" });
}

export default function arrive(page) {
  const address = new URL(location.href);
  const terms = new Set(address.searchParams.get("h").split(" "));
  // A link that is copied from here leads to the section, not to one reader's words.
  address.searchParams.delete("h");
  history.replaceState(history.state, "", address);
  show(page.querySelector("article"), decodeURIComponent(address.hash.slice(1)), terms);
}
