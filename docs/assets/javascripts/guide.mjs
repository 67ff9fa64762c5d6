// The one script on every page: fetches a feature's module where the page has something for it to do.
// A module's default export is called once a page, with what holds the page; instant navigation changes it without a load.
const features = {
  "#page-contents": () => import("./contents.mjs"),
  "figure.diagram": () => import("./diagram-view.mjs"),
  ".decision": () => import("./decisions.mjs"),
  ".table, .formula-display, .diagram-frame": () => import("./scrolling.mjs"),
  ".plot-drawing:empty": () => import("./plots.mjs"),
  "ul.catalog": () => import("./catalog.mjs"),
  "article details": () => import("./folds.mjs"),
};

// Most of a page is read before its first estimate comes into view, unless numbers in the address are meant for it.
function startEstimates(root) {
  const load = async () => {
    near.disconnect();
    const {default: begin} = await import("./estimates.mjs");
    if (root.isConnected) begin(root);
  };
  const near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {rootMargin: "100%"});
  const blocks = root.querySelectorAll(".estimate");
  if (blocks.length && /[?&]\w+\.\w+=/.test(location.search)) load();
  else for (const block of blocks) near.observe(block);
}

// `ready` on the root element says that the page is as its reader will have it: a test waits for it.
async function start() {
  delete document.documentElement.dataset.ready;
  // What instant navigation changes: whoever has left before a module comes has nothing for it to do.
  const root = document.querySelector("[data-md-component=container]") ?? document;
  startEstimates(root);
  for (const [selector, load] of Object.entries(features)) {
    if (!root.querySelector(selector)) continue;
    const {default: begin} = await load();
    if (root.isConnected) begin(root);
  }
  if (root.isConnected) document.documentElement.dataset.ready = "";
}

if (window.document$) window.document$.subscribe(start);
else start();
