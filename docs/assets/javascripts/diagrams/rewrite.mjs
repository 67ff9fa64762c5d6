// From Mermaid's SVG to the book's: without what diagrams.css says once, a few KB small.

import { decimal, simplify } from "./paths.mjs";

const stylesheet = new URL("../../stylesheets/diagrams.css", import.meta.url);

// Stands in a drawing for what keeps its ids apart from those of the page's other drawings: a code point that Unicode
// keeps for such uses, so that no label has it.
export const ID = "\ufdd0";

const LEAST_TEXT = 12;
const MARGIN = 4;

const LOOK = ["style", "fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "font-weight",
  "font-style", "opacity", "alignment-baseline", "role", "aria-roledescription", "name", "transform-origin"];
const NUMBERS = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height", "points",
  "transform", "viewBox", "refX", "refY", "markerWidth", "markerHeight"];

/**
 * Sets the text in lines, each group's title in its corner and stadiums with round ends: what a drawing looks like.
 *
 * @param {SVGSVGElement} svg as Mermaid has drawn it; it has to stand in the document, for its text to have a size.
 * @param {string} kind the class by which diagrams.css knows it.
 * @param {{domId?: string, shape?: string}[]} nodes Mermaid's.
 */
export function arrange(svg, kind, nodes) {
  svg.setAttribute("class", `drawing ${kind}`);
  svg.querySelectorAll("style, script").forEach((element) => element.remove());
  svg.querySelectorAll("text").forEach(settle);
  svg.querySelectorAll(".cluster > .cluster-label").forEach(raise);
  const stadiums = nodes.filter(({ shape }) => shape === "stadium");
  stadiums.forEach(({ domId }) => roundEnds(svg.querySelector(`#${CSS.escape(`${svg.id}-${domId}`)}`)));
}

let classes;

/**
 * Takes away what a drawing does not need to look as it does.
 *
 * @param {SVGSVGElement} svg arranged, and still in the document.
 * @param {string} id what its ids begin with.
 */
export async function slim(svg, id) {
  // A class that no rule of the style sheet names is dead weight.
  classes ??= new Set((await (await fetch(stylesheet)).text()).match(/(?<=\.)[a-z][\w-]*/gi));
  const words = ["title", "desc"].map((tag) => svg.querySelector(`:scope > ${tag}`)?.textContent.trim().replace(/\s+/g, " "));
  svg.querySelectorAll("title, desc").forEach((element) => element.remove());
  // A rough shape is drawn twice, as ground and as outline; one path can be both.
  svg.querySelectorAll('path[stroke="none"]:has(+ path[fill="none"])').forEach((ground) => {
    ground.setAttribute("d", `${ground.getAttribute("d")} Z`);
    ground.nextElementSibling.remove();
  });
  const referenced = new Set([...svg.outerHTML.matchAll(/(?:url\(|href=")#([^)"]+)/g)].map(([, id]) => id));
  svg.querySelectorAll("marker, symbol, linearGradient, filter").forEach((element) => {
    if (!referenced.has(element.id)) element.remove();
  });
  // An arrow needs no more than whole pixels; the outline of a box does.
  const places = (path) => (path.closest(".edgePaths") ? 0 : 1);
  svg.querySelectorAll("path").forEach((path) => path.setAttribute("d", simplify(path.getAttribute("d") ?? "", places(path))));
  svg.querySelectorAll("*").forEach((element) => {
    strip(element);
    round(element);
  });
  // From the inside out, so that what holds only nothing goes too, and a chain of groups folds into one.
  const inside = [...svg.querySelectorAll("*")].reverse();
  inside.forEach((element) => empty(element) && element.remove());
  inside.forEach((element) => element.tagName === "g" && fold(element));
  shorten(svg, referenced, id);
  frame(svg);
  name(svg, words, id);
}

/** The markup of a slim drawing, with these classes. */
export function serialize(svg, ...names) {
  svg.classList.add(...names);
  return new XMLSerializer().serializeToString(svg).replace(' xmlns="http://www.w3.org/2000/svg"', "");
}

/** One element a line of text, where Mermaid writes one a word. */
function settle(text) {
  const rows = [...text.querySelectorAll(":scope > tspan.row")];
  if (!rows.length) {
    const only = text.children.length === 1 && text.firstElementChild;
    if (only && [null, "0"].includes(only.getAttribute("dy"))) text.textContent = text.textContent;
    return;
  }
  const em = parseFloat(getComputedStyle(text).fontSize);
  const lines = rows
    .map((row) => ({ words: row.textContent.trim(), y: (parseFloat(row.getAttribute("y")) + parseFloat(row.getAttribute("dy"))) * em }))
    .filter(({ words }) => words);
  text.replaceChildren();
  if (lines.length === 1) {
    text.setAttribute("y", lines[0].y);
    text.textContent = lines[0].words;
    return;
  }
  text.removeAttribute("y");
  for (const { words, y } of lines) {
    const line = document.createElementNS(text.namespaceURI, "tspan");
    line.setAttribute("x", 0);
    line.setAttribute("y", y);
    line.textContent = words;
    text.append(line);
  }
}

/** A stadium is a rectangle with round ends; Mermaid draws it twice, with a hundred corners. */
function roundEnds(node) {
  const [path, ...others] = node.querySelectorAll("path");
  const { x, y, width, height } = path.getBBox();
  const rect = document.createElementNS(node.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, rx: height / 2 })) rect.setAttribute(name, value);
  path.replaceWith(rect);
  others.forEach((other) => other.remove());
}

/** A group's title in its left corner, where arrows seldom enter, and above the arrows that do. */
function raise(label) {
  const corner = label.parentElement.querySelector("rect");
  label.setAttribute("transform", `translate(${Number(corner.getAttribute("x")) + 8}, ${Number(corner.getAttribute("y")) + 4})`);
  label.closest(".root").append(label);
}

function strip(element) {
  for (const { name } of [...element.attributes]) {
    if (name.startsWith("data-") || LOOK.includes(name)) element.removeAttribute(name);
  }
  const names = (element.getAttribute("class") ?? "").split(/\s+/).map((name) => (classes.has(name) ? name : name.replace(/-*\d+$/, "")));
  const kept = [...new Set(names)].filter((name) => classes.has(name));
  if (kept.length) element.setAttribute("class", kept.join(" "));
  else element.removeAttribute("class");
}

function empty(element) {
  if (["g", "defs", "text"].includes(element.tagName)) return !element.children.length && !element.textContent.trim();
  if (element.tagName === "path" && !element.getAttribute("d")) return true;
  if (element.tagName === "rect" && !(element.getAttribute("width") > 0)) return true;
  return !element.closest("defs, marker") && getComputedStyle(element).display === "none";
}

function round(element) {
  for (const name of NUMBERS) {
    const value = element.getAttribute(name);
    // Lines of text stand evenly only to a tenth of a pixel; nothing else needs one.
    const short = (number) => decimal(Number(number), name === "y" ? 1 : 0);
    if (value?.includes(".")) element.setAttribute(name, value.replace(/-?\d*\.\d+(e-?\d+)?/g, short));
  }
}

/** Takes a group away whose only work is to move what it holds. */
function fold(group) {
  const transform = group.getAttribute("transform");
  const only = group.children.length === 1 && group.firstElementChild;
  const moved = transform?.match(/^translate\(([-\d.]+)[ ,]+([-\d.]+)\)$/)?.slice(1).map(Number);
  if (moved && only.tagName === "text" && !only.hasAttribute("transform")) {
    for (const line of only.children.length ? only.children : [only]) {
      line.setAttribute("x", decimal(Number(line.getAttribute("x")) + moved[0]));
      line.setAttribute("y", decimal(Number(line.getAttribute("y")) + moved[1]));
    }
    group.removeAttribute("transform");
  } else if (moved?.every((by) => by === 0)) {
    group.removeAttribute("transform");
  } else if (transform && only && !group.hasAttribute("class") && !group.id) {
    only.setAttribute("transform", [transform, only.getAttribute("transform")].filter(Boolean).join(""));
    group.removeAttribute("transform");
  }
  if (!group.id && !group.hasAttribute("class") && !group.hasAttribute("transform")) group.replaceWith(...group.childNodes);
}

function shorten(svg, referenced, id) {
  const short = new Map();
  svg.querySelectorAll("[id]").forEach((element) => {
    if (referenced.has(element.id)) short.set(element.id, `${id}${short.size}`);
    element.id = short.get(element.id) ?? "";
    if (!element.id) element.removeAttribute("id");
  });
  svg.querySelectorAll("*").forEach((element) => {
    for (const { name, value } of [...element.attributes]) {
      const long = value.match(/^(?:url\()?#([^)]+)\)?$/)?.[1];
      if (short.has(long)) element.setAttribute(name, value.replace(long, short.get(long)));
    }
  });
}

/** Mermaid leaves wide margins around some kinds and cuts into others; only its lower edge ends a sequence's lifelines. */
function crop(svg) {
  const [, top, , height] = svg.getAttribute("viewBox").split(/[\s,]+/).map(Number);
  const box = svg.getBBox();
  const [x, y] = [Math.floor(box.x - MARGIN), Math.floor(box.y - MARGIN)];
  const lowest = svg.classList.contains("sequence") ? top + height : Infinity;
  const size = {
    width: Math.ceil(box.x + box.width + MARGIN) - x,
    height: Math.ceil(Math.min(lowest, box.y + box.height + MARGIN)) - y,
  };
  svg.setAttribute("viewBox", `${x} ${y} ${size.width} ${size.height}`);
  return size;
}

function frame(svg) {
  const { width, height } = crop(svg);
  const least = Math.min(...[...svg.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize)));
  for (const { name } of [...svg.attributes]) if (!["class", "viewBox"].includes(name)) svg.removeAttribute(name);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  // Narrower than this, the smallest text would be too small to read, and the frame scrolls instead.
  svg.setAttribute("style", `min-width:${Math.ceil(Math.min(width, (width * LEAST_TEXT) / least))}px`);
}

function name(svg, [title, description], id) {
  svg.setAttribute("role", "img");
  const name = (tag, text, attribute) => {
    if (!text) return;
    const element = document.createElementNS(svg.namespaceURI, tag);
    element.id = `${id}${tag[0]}`;
    element.textContent = text;
    svg.setAttribute(attribute, element.id);
    return element;
  };
  svg.prepend(...[name("title", title, "aria-labelledby"), name("desc", description, "aria-describedby")].filter(Boolean));
}
