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

  document.addEventListener("DOMContentLoaded", () => window.location$?.subscribe(() => (shown = page())));
  addEventListener("popstate", (event) => {
    if (page() !== shown) return;
    event.stopImmediatePropagation();
    // Once the theme has fetched a page, the browser no longer goes back to where on it one was.
    if (event.state) scrollTo(event.state.x, event.state.y);
  });

  // Its switch between light and dark listens to Enter and not to Space.
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.(".palette-button")) return;
    const choices = [...document.getElementsByName("__palette")];
    const now = choices.findIndex((choice) => choice.dataset.mdColorScheme === document.body.dataset.mdColorScheme);
    choices[(now + 1) % choices.length].click();
  });
})();
