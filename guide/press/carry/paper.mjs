// The chapters made ready for paper, on the press's stage: see pdf.py. `answers` is the site's own module.
import {part} from "/assets/javascripts/answers.mjs";

// What a heading is in a book whose parts and chapters stand above it.
const DEEPER = "h2, h3, h4, h5, [role=heading]";

function name(svg) {
  const said = ["aria-labelledby", "aria-describedby"].flatMap((each) => (svg.getAttribute(each) ?? "").split(" ")).filter(Boolean);
  const words = said.map((id) => document.getElementById(id)?.textContent.trim());
  const desc = svg.querySelector(":scope > desc")?.textContent.trim();
  if (desc && !words.includes(desc)) words.push(desc);
  svg.setAttribute("aria-label", words.filter(Boolean).map((each) => each.replace(/\.?$/, ".")).join(" "));
  for (const each of ["aria-labelledby", "aria-describedby"]) svg.removeAttribute(each);
}

/** Returns the headings: level, id and text of each, in order. */
export function prepare() {
  for (const article of document.querySelectorAll("article")) part(article);
  for (const svg of document.querySelectorAll("svg[role=img]")) name(svg);
  for (const figure of document.querySelectorAll("figure")) figure.setAttribute("role", "group");
  for (const cell of document.querySelectorAll("thead th:not([scope])")) cell.scope = "col";
  for (const cell of document.querySelectorAll("tbody th:not([scope])")) cell.scope = "row";
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const heading of document.querySelectorAll(`article :is(${DEEPER})`)) {
    heading.ariaLevel = Number(heading.ariaLevel ?? heading.localName[1]) + 1;
  }
  for (const heading of document.querySelectorAll("article h1")) {
    heading.ariaLevel = 2;
    // A chapter is led to by its whole.
    heading.removeAttribute("id");
  }
  const headings = [...document.querySelectorAll("article, article h2")]
    .map((each) => ({id: each.id, level: each.localName, text: each.matches("h2") ? each.textContent.trim().replace(/\s+/g, " ") : ""}))
    .filter(({id}) => id);
  // A place is one in the file only where a link leads to it.
  const led = document.createElement("nav");
  led.hidden = true;
  for (const {id} of headings) led.append(Object.assign(document.createElement("a"), {href: `#${id}`}));
  document.body.prepend(led);
  // Where the answer is, in numbers that are filled in once they are known.
  for (const link of document.querySelectorAll(".answer-where")) {
    link.append(", page ", Object.assign(document.createElement("span"), {className: "page-of"}));
    link.lastChild.dataset.of = link.hash.slice(1);
  }
  return headings;
}

/** Writes the page of each place where it is asked for. */
export function fill(pages) {
  for (const place of document.querySelectorAll(".page-of")) place.textContent = pages[place.dataset.of] ?? "000";
}
