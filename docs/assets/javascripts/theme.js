// What the theme does otherwise than a reader expects, mended in one place; with another theme this file goes. It is no
// module, and loaded before the theme's script, to hear first what that must not.
(() => {
  const page = () => location.pathname + location.search;
  let shown = page();

  // Going within a page is left to the browser. The theme would fetch the page anew the first time, and whatever the
  // reader has changed, opened or answered on it would be gone. It leaves alone what has a target, and notes where one
  // was, to lead back there, only when one has stood still.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (!link?.hash || link.pathname + link.search !== page()) return;
    link.target = "_self";
    history.replaceState({ x: scrollX, y: scrollY }, "");
  }, true);

  // The theme makes each address whole, so that it holds on the pages that follow, too. A style sheet is thereby read, and the
  // page laid out, a second time: its turn is when a page follows.
  const sheets = Array.from(document.querySelectorAll("link[rel=stylesheet]"), (sheet) => [sheet, sheet.href]);
  for (const [sheet] of sheets) Object.defineProperty(sheet, "href", { configurable: true, set() {} });

  document.addEventListener("DOMContentLoaded", () => window.location$?.subscribe(() => {
    if (page() === shown) return;
    shown = page();
    for (const [sheet, address] of sheets.splice(0)) {
      delete sheet.href;
      sheet.href = address;
    }
  }));
  addEventListener("popstate", (event) => {
    if (page() !== shown) return;
    event.stopImmediatePropagation();
    // Once the theme has fetched a page, the browser no longer goes back to where on it one was.
    if (event.state) scrollTo(event.state.x, event.state.y);
  });

  // Light or dark (partials/palette.html); what surrounds the page on a phone has the header's color.
  const around = Object.assign(document.createElement("meta"), { name: "theme-color" });
  const surround = () => (around.content = getComputedStyle(document.querySelector(".md-header")).backgroundColor);
  document.head.append(around);
  surround();
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.(".palette-button")) return;
    const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
    document.body.dataset.mdColorScheme = scheme;
    __md_set("__palette", { color: { scheme } });
    surround();
  });
})();
