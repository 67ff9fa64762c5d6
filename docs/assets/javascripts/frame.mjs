// Says where one is: in the book by the row of its pages, on the page by a mark in its contents and, where the window is
// narrow, by the section's name in the header.

// Pixels from the window's top: a little below the place to which a link leads a heading.
const LINE = 120;

let observer;

/** Brings `link` into sight within `list`; scrollIntoView would scroll the page as well. */
function show(link, list) {
  const [top, bottom] = [link.offsetTop - list.scrollTop, link.offsetTop + link.offsetHeight - list.scrollTop];
  if (top < 0 || bottom > list.clientHeight) list.scrollTop += top - list.clientHeight / 2;
}

function follow(contents) {
  // The header stands outside of what holds the page.
  const name = document.querySelector(".where-section");
  const links = new Map(
    [...contents.querySelectorAll("li a")].map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]),
  );
  links.delete(null);
  const passed = new Set();
  let current;

  function mark(link) {
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    name.textContent = link?.closest("#page-contents > ol > li").querySelector("a").textContent ?? "";
    if (link) show(link, contents);
  }

  // Called whenever a heading begins or ceases to be wholly below the line, however far down; in a closed fold it has no height.
  observer = new IntersectionObserver(
    (entries) => {
      for (const { target, boundingClientRect: box } of entries) {
        if (box.top < LINE && box.height) passed.add(target);
        else passed.delete(target);
      }
      mark(links.get([...links.keys()].findLast((heading) => passed.has(heading))));
    },
    { rootMargin: `-${LINE}px 0px 10000000px`, threshold: 1 },
  );
  for (const heading of links.keys()) observer.observe(heading);
}

/** What stands at the edges of the printed page. It is no sooner there than needed: the whole page inherits it. */
function running() {
  const { style } = document.documentElement;
  const address = document.querySelector("link[rel=canonical]")?.href.replace(/^https?:\/\//, "") ?? "";
  style.setProperty("--running-head", JSON.stringify(document.title.replace(" - ", " · ")));
  style.setProperty("--running-address", JSON.stringify(address));
}

export default function frame(page) {
  observer?.disconnect();
  const contents = page.querySelector("#page-contents");
  if (contents) follow(contents);
  for (const sheet of [page.querySelector("#book-tree"), contents]) {
    if (!sheet) continue;
    const here = () => sheet.querySelector("[aria-current]");
    if (here()) show(here(), sheet);
    sheet.addEventListener("toggle", () => here() && show(here(), sheet));
    // A link to another page takes the sheet away with the page; without this script one taps beside it.
    sheet.addEventListener("click", ({ target }) => target.closest("a") && sheet.matches(":popover-open") && sheet.hidePopover());
  }
}

addEventListener("beforeprint", running);

// A tablet that is turned has room for what was a sheet.
for (const width of ["60em", "76.25em"]) {
  matchMedia(`(min-width: ${width})`).addEventListener("change", () => {
    for (const sheet of document.querySelectorAll(":is(#book-tree, #page-contents):popover-open")) sheet.hidePopover();
  });
}
