// Draws Mermaid in the page while somebody writes; the press takes this away.

import { draw, ID } from "./diagrams/draw.mjs";

const stylesheet = new URL("../stylesheets/diagrams.css", import.meta.url);

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

function apology(what) {
  const box = document.createElement("div");
  box.className = "drawing-problem";
  box.append(document.createElement("strong"), document.createElement("br"), what);
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
    const drawing = (turn = turn.catch(() => {}).then(() => draw(source)));
    const result = await drawing.catch((crash) => ({ line: 1, message: `The book's own code cannot draw this diagram: ${crash}` }));
    const mistake = result.message && `Line ${result.line} of the block: ${result.message}`;
    if (mistake) console.error(`diagram-syntax. ${mistake}\n${source}`);
    return { svg: `<link rel="stylesheet" href="${stylesheet}">${mistake ? apology(mistake) : result.svg.replaceAll(ID, id)}` };
  },
};
export default window.mermaid;
