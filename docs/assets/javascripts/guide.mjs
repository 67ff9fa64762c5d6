// The one script on every page: fetches a feature's module where the page has something for it to do.
// A module's default export is called once a page, with what holds the page; instant navigation changes it without a load.
const features = {
  "#book-tree": () => import("./frame.mjs"),
  "figure.diagram": () => import("./diagram-view.mjs"),
  ".decision": () => import("./decisions.mjs"),
  ".table, .formula-display, .diagram-frame": () => import("./scrolling.mjs"),
  ".plot-drawing:empty": () => import("./plots.mjs"),
  "ul.catalog": () => import("./catalog.mjs"),
  ".tool-drill": () => import("./practice/drill.mjs"),
  ".tool-estimation": () => import("./practice/estimation.mjs"),
  ".tool-plan": () => import("./practice/plan.mjs"),
  ".tool-progress": () => import("./practice/progress.mjs"),
  ".tool-mock": () => import("./practice/mock.mjs"),
  ".tool-review": () => import("./practice/review.mjs"),
  ".tool-data": () => import("./practice/data.mjs"),
  "[data-download=offline]": () => import("./offline.mjs"),
  "article [data-item][id]": () => import("./answers.mjs"),
  "article details": () => import("./folds.mjs"),
  "figure.diagram, .estimate, .plot, details.card[id], a.report": () => import("./share.mjs"),
  "article h2[id]": () => import("./practice/reading.mjs"),
  ".opening .actions": () => import("./practice/continue.mjs"),
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

// The search's field is in the header, which instant navigation leaves alone; what answers is fetched when a reader
// reaches for it.
function startSearch(dialog, button) {
  const reach = () =>
    import("./search.mjs").catch(() => {
      dialog.querySelector("[role=status]").textContent = "The search could not be fetched. Reload the page to try again.";
    });
  const open = () => {
    if (document.querySelector("dialog[open]")) return;
    dialog.showModal();
    dialog.querySelector("input").select();
    reach();
  };
  button.addEventListener("click", open);
  button.addEventListener("focus", reach, { once: true });
  button.addEventListener("pointerenter", reach, { once: true });
  document.addEventListener("keydown", (event) => {
    if (!["/", "s", "f"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    // A field that has just been closed has the focus until the next frame.
    if (event.target.closest("input, textarea, select, [contenteditable]") && !event.target.closest("dialog:not([open])")) return;
    event.preventDefault();
    open();
  });
}

// `ready` on the root element says that the page is as its reader will have it: a test waits for it.
async function start() {
  delete document.documentElement.dataset.ready;
  // What instant navigation changes: whoever has left before a module comes has nothing for it to do.
  const root = document.querySelector("[data-md-component=container]") ?? document;
  const begun = [];
  startEstimates(root);
  for (const [selector, load] of Object.entries(features)) {
    if (!root.querySelector(selector)) continue;
    const {default: begin} = await load();
    if (root.isConnected) begun.push(begin(root));
  }
  // After whatever changes the page: it scrolls to the words that the search has found.
  if (new URLSearchParams(location.search).has("h")) {
    const {default: arrive} = await import("./search-mark.mjs");
    if (root.isConnected) arrive(root);
  }
  await Promise.all(begun);
  if (root.isConnected) document.documentElement.dataset.ready = "";
}

const search = document.querySelector("dialog.search");
if (search) startSearch(search, document.querySelector(".search-open"));
if (window.document$) window.document$.subscribe(start);
else start();
