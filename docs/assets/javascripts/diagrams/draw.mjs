// From Mermaid's source to a drawing of the book: laid out by Mermaid, rewritten by rewrite.mjs. For the page while
// somebody writes, and for the press, which publishes what draw() returns.
// The two look the same because Mermaid only lays a drawing out; every color and line comes from diagrams.css.

import { rewrite } from "./rewrite.mjs";

export { ID } from "./rewrite.mjs";

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
  const stage = document.createElement("div");
  stage.className = "drawing-stage drawing";
  document.body.append(stage);
  try {
    stage.innerHTML = (await mermaid.render("drawing", text, stage)).svg;
    return { svg: await rewrite(stage.querySelector("svg"), kind, diagram.db.getData?.().nodes ?? []) };
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
