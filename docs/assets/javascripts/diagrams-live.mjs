// Draws Mermaid: in the page while somebody writes, and for the press, which publishes what draw() returns.
// The two look the same because Mermaid only lays a drawing out; every color and line comes from diagrams.css.

const library = new URL("../vendor/mermaid/mermaid.min.js", import.meta.url);
const stylesheet = new URL("../stylesheets/diagrams.css", import.meta.url);

// Stands in a drawing for what keeps its ids apart from those of the page's other drawings.
export const ID = "__id__";

const FONT = "Field Guide Diagrams";
const LEAST_TEXT = 12;
const MARGIN = 8;
// The kinds that diagrams.css has a style for.
const KINDS = {
  "flowchart-v2": "flowchart",
  sequence: "sequence",
  stateDiagram: "state",
  timeline: "timeline",
  gantt: "gantt",
  xychart: "chart",
  quadrantChart: "quadrants",
};

const config = {
  startOnLoad: false,
  suppressErrorRendering: true,
  theme: "base",
  htmlLabels: false,
  fontFamily: FONT,
  themeVariables: { fontSize: "14px" },
  flowchart: { htmlLabels: false, nodeSpacing: 28, rankSpacing: 36, padding: 10, wrappingWidth: 180, subGraphTitleMargin: { top: 2, bottom: 8 } },
  state: { nodeSpacing: 36, rankSpacing: 36 },
  sequence: { actorFontSize: 14, messageFontSize: 14, noteFontSize: 14, height: 40, width: 120, actorMargin: 40, boxMargin: 8, mirrorActors: false },
  gantt: { fontSize: 13, sectionFontSize: 13, barHeight: 26, barGap: 5, topPadding: 50, leftPadding: 110, useWidth: 760 },
  timeline: { disableMulticolor: true },
  xyChart: { width: 640, height: 400 },
  quadrantChart: { chartWidth: 480, chartHeight: 480, quadrantLabelFontSize: 14, pointLabelFontSize: 13, xAxisLabelFontSize: 14, yAxisLabelFontSize: 14 },
};

/**
 * Draws one diagram.
 *
 * @param {string} source Mermaid.
 * @returns {Promise<{svg: string} | {line: number, message: string}>} an SVG whose ids contain ID, or what is wrong
 *   in which line of the source, counted from 1.
 */
export async function draw(source) {
  const mermaid = await load();
  // Mermaid drops comments and blank lines before it counts, so it is given none.
  const lines = source.split("\n").map((text, index) => ({ text, number: index + 1 }));
  const told = lines.filter(({ text }) => text.trim() && !/^\s*%%(?!\{)/.test(text));
  const stage = document.createElement("div");
  stage.className = "drawing-stage drawing";
  document.body.append(stage);
  try {
    const { svg, diagramType } = await mermaid.render("drawing", told.map(({ text }) => text).join("\n"), stage);
    if (!KINDS[diagramType]) {
      return { line: 1, message: `The book has no style for a diagram of the kind ${diagramType}.` };
    }
    stage.innerHTML = svg;
    return { svg: await finish(stage.querySelector("svg"), KINDS[diagramType], source) };
  } catch (error) {
    return mistake(error, told);
  } finally {
    stage.remove();
  }
}

let loading;
function load() {
  return (loading ??= (async () => {
    const shim = window.mermaid;
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${library} does not load`));
      document.head.append(script);
    });
    const mermaid = window.mermaid;
    window.mermaid = shim;
    mermaid.initialize(config);
    // Text is measured while drawing: in another font it would not fit its box.
    await Promise.all([document.fonts.load(`14px "${FONT}"`), document.fonts.load(`600 14px "${FONT}"`)]);
    return mermaid;
  })());
}

const RESERVED = /^(click|style|linkstyle|classdef|class|subgraph|end|direction|href|default)$/i;
function mistake(error, told) {
  const [first] = error.message.split("\n");
  const unclosed = error.hash?.token === 1;
  const counted = unclosed ? error.hash.loc?.first_line : first.match(/line (\d+)/)?.[1];
  const line = told[Math.min(counted ?? 1, told.length) - 1]?.number ?? 1;
  const got = error.message.match(/got '([^']*)'/)?.[1];
  let message;
  if (unclosed) message = "The diagram ends too early: a bracket or quotation mark is not closed, or a subgraph has no `end`.";
  else if (error.name === "UnknownDiagramError") message = "The first line names no kind of diagram, such as `flowchart LR`.";
  else if (RESERVED.test(got)) message = `Mermaid keeps the word \`${got.toLowerCase()}\` for itself: give the node another id.`;
  else if (/^(NEWLINE|NL|EOF)$/.test(got)) message = "Mermaid does not understand this line: it breaks off at its end.";
  else if (got) message = `Mermaid does not understand this line from ${JSON.stringify(error.hash.text?.trim() || got)} on.`;
  else message = `Mermaid does not understand this line: ${first.replace(/^.*?line \d+[^.:]*[.:]\s*/, "")}`;
  return { line, message };
}

// ---------- From Mermaid's SVG to the book's ----------

const LOOK = ["style", "fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "font-weight",
  "font-style", "opacity", "alignment-baseline", "role", "aria-roledescription", "name", "transform-origin"];
const NUMBERS = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height", "points",
  "transform", "viewBox", "refX", "refY", "markerWidth", "markerHeight"];

let classes;
async function finish(svg, kind, source) {
  // A class that no rule of the style sheet names is dead weight.
  classes ??= new Set((await (await fetch(stylesheet)).text()).match(/(?<=\.)[a-z][\w-]*/gi));
  svg.querySelectorAll("style, script, title, desc").forEach((element) => element.remove());
  svg.setAttribute("class", `drawing ${kind}`);

  svg.querySelectorAll("text").forEach(settle);
  svg.querySelectorAll(".cluster > .cluster-label").forEach(raise);
  const stadiums = new Set([...source.matchAll(/([\w-]+)\(\[/g)].map(([, name]) => name));
  svg.querySelectorAll(".node").forEach((node) => {
    if (stadiums.has(node.id.match(/flowchart-(.+)-\d+$/)?.[1])) roundEnds(node);
  });
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
  shorten(svg, referenced);
  return serialize(svg, source);
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
  if (element.tagName === "path") return !element.getAttribute("d");
  if (element.tagName === "rect" && !(element.getAttribute("width") > 0)) return true;
  return !element.closest("defs, marker") && getComputedStyle(element).display === "none";
}

const decimal = (number, places = 1) => String(Math.round(number * 10 ** places) / 10 ** places || 0);
function round(element) {
  for (const name of NUMBERS) {
    const value = element.getAttribute(name);
    if (value?.includes(".")) element.setAttribute(name, value.replace(/-?\d*\.\d+(e-?\d+)?/g, (number) => decimal(Number(number))));
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

function shorten(svg, referenced) {
  const short = new Map();
  svg.querySelectorAll("[id]").forEach((element) => {
    if (referenced.has(element.id)) short.set(element.id, `${ID}${short.size}`);
    element.id = short.get(element.id) ?? "";
    if (!element.id) element.removeAttribute("id");
  });
  svg.querySelectorAll("*").forEach((element) => {
    for (const { name, value } of [...element.attributes]) {
      const id = value.match(/^(?:url\()?#([^)]+)\)?$/)?.[1];
      if (short.has(id)) element.setAttribute(name, value.replace(id, short.get(id)));
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

function serialize(svg, source) {
  const { width, height } = crop(svg);
  const least = Math.min(...[...svg.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize)));
  const title = source.match(/^[ \t]*accTitle[ \t]*:[ \t]*(.+)$/m)?.[1].trim();
  const description = source.match(/^[ \t]*accDescr[ \t]*(?::[ \t]*(.+)$|\{([^}]*)\})/m);
  const name = (tag, text) => {
    if (!text) return;
    const element = document.createElementNS(svg.namespaceURI, tag);
    element.id = `${ID}${tag[0]}`;
    element.textContent = text;
    return element;
  };
  const words = [name("title", title), name("desc", (description?.[1] ?? description?.[2])?.trim().replace(/\s+/g, " "))];
  svg.prepend(...words.filter(Boolean));
  for (const { name } of [...svg.attributes]) if (!["class", "viewBox"].includes(name)) svg.removeAttribute(name);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  // Narrower than this, the smallest text would be too small to read, and the frame scrolls instead.
  svg.setAttribute("style", `min-width:${Math.ceil(Math.min(width, (width * LEAST_TEXT) / least))}px`);
  svg.setAttribute("role", "img");
  if (words[0]) svg.setAttribute("aria-labelledby", words[0].id);
  if (words[1]) svg.setAttribute("aria-describedby", words[1].id);
  return new XMLSerializer().serializeToString(svg).replace(' xmlns="http://www.w3.org/2000/svg"', "");
}

// ---------- Paths ----------

// A tenth of a pixel cannot be seen.
const TOLERANCE = 0.12;

/** The same line with fewer points, in relative coordinates of so many decimal places. */
function simplify(d, places) {
  const short = (number) => decimal(number, places);
  const tokens = d.match(/[a-z]|-?\d*\.?\d+(?:e[-+]?\d+)?/gi) ?? [];
  if (tokens.some((token) => /[a-z]/i.test(token) && !/^([MLCZ]|-?[\d.]+e[-+]?\d+)$/.test(token))) {
    return tokens.map((token) => (/^[a-z]$/i.test(token) ? token : short(Number(token)))).join(" ");
  }
  let out = "";
  let run = [];
  let at = [0, 0];
  let command;
  const flush = () => {
    const points = run.length > 2 ? thin(run) : run;
    points.slice(1).forEach((point) => write("l", [point]));
    run = [at];
  };
  const write = (letter, points) => {
    const steps = points.map((point) => point.map((value, axis) => short(Number(short(value)) - pen[axis])));
    pen = points.at(-1).map((value) => Number(short(value)));
    let text = steps.flat().join(" ");
    if (letter === "l" && steps[0][0] === "0") [letter, text] = ["v", steps[0][1]];
    else if (letter === "l" && steps[0][1] === "0") [letter, text] = ["h", steps[0][0]];
    out += (letter === last ? " " : letter) + text;
    last = letter;
  };
  let last;
  let pen = [0, 0];
  for (let index = 0; index < tokens.length; ) {
    if (/[MLCZ]/.test(tokens[index])) command = tokens[index++];
    if (command === "Z") {
      flush();
      out += "z";
      last = "z";
      continue;
    }
    const count = command === "C" ? 3 : 1;
    const points = Array.from({ length: count }, (_, n) => [Number(tokens[index + 2 * n]), Number(tokens[index + 2 * n + 1])]);
    index += 2 * count;
    const end = points.at(-1);
    if (command === "M") {
      flush();
      at = end;
      run = [at];
      pen = at.map((value) => Number(short(value)));
      out += `M${pen.join(" ")}`;
      last = "M";
      command = "L";
      continue;
    }
    if (command === "L" || points.every((point) => distance(point, at, end) < TOLERANCE)) {
      at = end;
      run.push(at);
    } else {
      flush();
      at = end;
      write("c", points);
      run = [at];
    }
  }
  flush();
  return out.replaceAll(" -", "-");
}

function distance([x, y], [x1, y1], [x2, y2]) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const along = length ? Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length ** 2)) : 0;
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
}

/** Douglas and Peucker's line simplification. */
function thin(points) {
  const [first, last] = [points[0], points.at(-1)];
  const far = points.reduce((best, point, index) => {
    const off = distance(point, first, last);
    return off > best.off ? { off, index } : best;
  }, { off: 0, index: 0 });
  if (far.off < TOLERANCE) return [first, last];
  return [...thin(points.slice(0, far.index + 1)).slice(0, -1), ...thin(points.slice(far.index))];
}

// ---------- While serving ----------

/** Resolves when the diagram with this source comes near what the reader sees. */
function near(source) {
  const pre = [...document.querySelectorAll("pre.mermaid")].find((element) => element.textContent === source);
  if (!pre) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      resolve();
    }, { rootMargin: "100%" });
    observer.observe(pre);
  });
}

function apology({ line, message }) {
  const box = document.createElement("div");
  box.className = "drawing-problem";
  box.append(document.createElement("strong"), document.createElement("br"), `Line ${line} of the block: ${message}`);
  box.firstChild.textContent = "diagram-syntax";
  return box.outerHTML;
}

// Material's theme calls these for each `pre.mermaid`, and puts the result into a closed shadow root.
let turn = Promise.resolve();
window.mermaid = {
  initialize() {},
  async render(id, source) {
    await near(source);
    // Mermaid draws one diagram at a time.
    const drawing = (turn = turn.then(() => draw(source)));
    const result = await drawing;
    if (!result.svg) console.error(`diagram-syntax, line ${result.line} of the block: ${result.message}\n${source}`);
    const inside = result.svg ? result.svg.replaceAll(ID, id) : apology(result);
    return { svg: `<link rel="stylesheet" href="${stylesheet}">${inside}` };
  },
};
export default window.mermaid;
