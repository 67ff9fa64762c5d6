// From Mermaid's source to a drawing of the book: laid out by Mermaid, rewritten by rewrite.mjs. For the page while
// somebody writes, and for the press, which publishes what draw() returns.
// The two look the same because Mermaid only lays a drawing out; every color and line comes from diagrams.css.

import { judge } from "./geometry.mjs";
import { arrange, ID, serialize, slim } from "./rewrite.mjs";

export { ID };

const library = new URL("../../vendor/mermaid/mermaid.min.js", import.meta.url);

const FONT = "Field Guide Diagrams";
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
  timeline: { disableMulticolor: true },
};

// The widest that keep their text at 12 px in the column of a laptop (720 px), and in that of a phone (328 px).
const COLUMN = 840;
const PHONE = 382;
// Of one that is wider than this a phone's reader misses more than the edge of a box.
const SCROLLED = 390;
// The frames from which on diagrams.css shows the wide one of two; the last is wider than any.
const STEPS = { by: 40, most: 960 };
// From the roomiest on, until one fits: the pixels between boxes, between ranks, around a label, and those after which
// it goes on in a new line.
const WIDE = [[28, 36, 10, 180], [32, 48, 10, 150], [24, 40, 10, 120], [16, 34, 8, 100]];
const TALL = [[20, 32, 8, 120], [12, 28, 6, 100], [8, 28, 5, 84], [6, 26, 4, 72], [6, 26, 4, 60], [6, 26, 4, 48]];
const flowchart = ([nodeSpacing, rankSpacing, padding, line]) => ({
  line,
  flowchart: { htmlLabels: false, nodeSpacing, rankSpacing, padding, wrappingWidth: 400, subGraphTitleMargin: { top: 2, bottom: 8 } },
});
const sequence = (width, actorMargin, wrap) => ({
  sequence: { actorFontSize: 14, messageFontSize: 14, noteFontSize: 14, height: 40, boxMargin: 8, mirrorActors: false, wrapPadding: 4, width, actorMargin, wrap },
});
const gantt = (useWidth, leftPadding) => ({
  gantt: { fontSize: 13, sectionFontSize: 13, barHeight: 26, barGap: 5, topPadding: 50, useWidth, leftPadding },
});
const quadrants = (chartWidth, chartHeight) => ({
  quadrantChart: { chartWidth, chartHeight, quadrantLabelFontSize: 14, pointLabelFontSize: 13, xAxisLabelFontSize: 14, yAxisLabelFontSize: 14 },
});
const LAYOUTS = {
  flowchart: { wide: WIDE.map(flowchart), tall: TALL.map(flowchart) },
  state: { wide: [{ state: { nodeSpacing: 36, rankSpacing: 36 } }], tall: [{ state: { nodeSpacing: 16, rankSpacing: 30 } }] },
  sequence: {
    wide: [sequence(120, 40, false), sequence(150, 30, true), sequence(120, 20, true)],
    tall: [sequence(120, 12, true), sequence(90, 10, true), sequence(72, 4, true), sequence(65, 2, true), sequence(60, 2, true)],
  },
  gantt: { wide: [gantt(760, 110)], tall: [gantt(PHONE, 70)] },
  chart: { wide: [{ xyChart: { width: 640, height: 400 } }], tall: [{ xyChart: { width: PHONE, height: 320 } }] },
  quadrants: { wide: [quadrants(480, 480)], tall: [quadrants(PHONE, PHONE)] },
  timeline: { wide: [{}], tall: [] },
};

/**
 * Draws one diagram: as it is written, and once more for a phone if that would have to scroll there.
 *
 * @param {string} source Mermaid.
 * @returns {Promise<{svg: string, faults: object[]} | {line: number, message: string}>} one SVG or two, whose ids
 *   contain ID, and what is wrong with how they are laid out; or what Mermaid does not understand. A line counts from
 *   the source's first.
 * @throws {Error} what Mermaid reads, it or the book's own code cannot draw: nothing the author wrote is wrong.
 */
export async function draw(source) {
  const mermaid = await load();
  // Mermaid drops comments and blank lines before it counts, so it is given none.
  const lines = source.split("\n").map((text, index) => ({ text, number: index + 1 }));
  const told = lines.filter(({ text }) => text.trim() && !/^\s*%%(?!\{)/.test(text));
  const text = told.map((line) => line.text).join("\n");
  let diagram;
  try {
    diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  } catch (error) {
    return mistake(error, told);
  }
  const kind = KINDS[diagram.type];
  if (!kind) return { line: 1, message: `The book has no style for a diagram of the kind ${diagram.type}.` };
  const parts = diagram.db.getData?.() ?? { nodes: [], edges: [] };
  const wide = await fit(LAYOUTS[kind].wide, COLUMN, (layout) => lay(mermaid, text, kind, parts, layout, ID));
  let tall;
  if (wide.width > PHONE) {
    tall = await fit(LAYOUTS[kind].tall, PHONE, (layout) => lay(mermaid, turned(text), kind, parts, layout, `${ID}n`));
  }
  const drawn = tall?.width < wide.width ? [wide, tall] : [wide];
  const from = Math.min(Math.ceil(parseFloat(wide.svg.style.minWidth) / STEPS.by) * STEPS.by, STEPS.most);
  return {
    svg: drawn.length > 1 ? serialize(wide.svg, `from-${from}`) + serialize(tall.svg, "narrow") : serialize(wide.svg),
    faults: [...wide.faults, ...only(tall?.faults ?? [], wide.faults), ...(tall && !wide.faults.length ? hidden(drawn.at(-1)) : [])].map(({ words, message }) => ({ line: place(words, told), message })),
  };
}

/** What a phone does not show; told where there is no other fault, which may be its cause. */
const hidden = ({ width }) =>
  width > SCROLLED ? [{ words: [], message: `On a phone: More than the edge of a box is out of sight, ${width - PHONE} of ${width} px.` }] : [];

/** The faults of the drawing for a phone that the wide one has not. */
const only = (tall, wide) =>
  tall
    .filter(({ message }) => !wide.some((other) => other.message === message))
    .map(({ words, message }) => ({ words, message: `On a phone: ${message}` }));

/** Of the layouts the first without fault or blemish that is no wider than `most`, or else what comes nearest to it. */
async function fit(layouts, most, lay) {
  const tried = [];
  for (const layout of layouts) {
    const laid = await lay(layout);
    if (!laid.faults.length && !laid.blemishes && laid.width <= most) return laid;
    tried.push(laid);
  }
  const least = (all, of) => all.reduce((best, each) => (!best || of(each) < of(best) ? each : best), undefined);
  const right = tried.filter(({ faults }) => !faults.length);
  const fitting = right.filter(({ width }) => width <= most);
  return least(fitting, ({ blemishes }) => blemishes) ?? least(right, ({ width }) => width) ?? least(tried, ({ width }) => width);
}

/** A flowchart from left to right, from top to bottom. */
const turned = (text) => text.replace(/^(\s*(?:flowchart|graph)\s+)(?:LR|RL)\b/, "$1TB").replace(/^(\s*direction\s+)(?:LR|RL)\b/gm, "$1TB");

async function lay(mermaid, text, kind, parts, { line, ...layout }, id) {
  mermaid.initialize({ ...config, ...layout });
  const told = line ? wrapped(text, parts, line) : text;
  const stage = document.createElement("div");
  stage.className = "drawing-stage drawing";
  document.body.append(stage);
  try {
    stage.innerHTML = (await mermaid.render("drawing", told, stage)).svg;
    const svg = stage.querySelector("svg");
    arrange(svg, kind, parts.nodes);
    const judged = judge(svg, parts, text);
    await slim(svg, id);
    return { svg, ...judged, width: Number(svg.getAttribute("width")) };
  } finally {
    stage.remove();
  }
}

/** The flowchart with its labels broken between words: Mermaid would break a word that is longer than a line. */
function wrapped(text, { nodes, edges }, most) {
  const ruler = new OffscreenCanvas(1, 1).getContext("2d");
  ruler.font = `14px "${FONT}"`;
  const width = (words) => ruler.measureText(words).width;
  // A number stays with its unit.
  const lines = (label) => label.split(/(?<!\d) | (?!(?:ms|s|GB|%)\b)/).reduce((done, word) => {
    const longer = `${done.at(-1)} ${word}`;
    return done.length && width(longer.split(/<br\s*\/?>/).at(-1)) <= most ? [...done.slice(0, -1), longer] : [...done, word];
  }, []).join("<br>");
  const labels = new Set([...nodes, ...edges].map(({ label }) => label).filter((label) => label?.includes(" ")));
  return [...labels].reduce((done, label) => {
    const around = new RegExp(`([[({|"/\\\\]|--\\s|-\\.\\s|==\\s)${RegExp.escape(label)}(?=[\\])}|"/\\\\]|\\s--|\\s\\.-|\\s==)`, "g");
    return done.replace(around, (_, before) => before + lines(label));
  }, text);
}

/** The line that holds all of `words`, or else the most of them. */
function place(words, told) {
  const held = ({ text }) => words.filter((word) => word.split(" ").every((part) => text.includes(part))).length;
  return told.reduce((best, line) => (held(line) > held(best) ? line : best)).number;
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
