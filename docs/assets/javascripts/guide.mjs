// The one script on every page: fetches a feature's module where the page has something for it to do.
// A module's default export is called once a page, with the document; instant navigation changes pages without a load.
const features = {
  "#page-contents": () => import("./contents.mjs"),
  "figure.diagram": () => import("./diagram-view.mjs"),
  ".decision": () => import("./decisions.mjs"),
  ".table, .formula-display, .diagram-frame": () => import("./scrolling.mjs"),
  ".plot-drawing:empty": () => import("./plots.mjs"),
  "ul.catalog": () => import("./catalog.mjs"),
  "article details": () => import("./folds.mjs"),
};

// Most of a page is read before its first estimate comes into view.
function startEstimates() {
  const near = new IntersectionObserver(async (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    (await import("./estimates.mjs")).default(document);
  }, {rootMargin: "100%"});
  for (const block of document.querySelectorAll(".estimate")) near.observe(block);
}

// `ready` on the root element says that the page is as its reader will have it: a test waits for it.
async function start() {
  delete document.documentElement.dataset.ready;
  startEstimates();
  for (const [selector, load] of Object.entries(features)) {
    if (document.querySelector(selector)) (await load()).default(document);
  }
  document.documentElement.dataset.ready = "";
}

if (window.document$) window.document$.subscribe(start);
else start();
