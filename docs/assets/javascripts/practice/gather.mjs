// Gathers from the book's pages what one practices with. The press does it once for all readers, in its own browser; while
// somebody writes, and no press is at work, the writer's browser does it.

const root = new URL("../../../", import.meta.url);
// The tools' pages stand two folders deep.
const UP = "../../";

const parser = new DOMParser();
const squeezed = (text) => text.replace(/\s+/g, " ").trim();

let gathered;

/**
 * Reads the book, once.
 *
 * @returns {Promise<{files: Object<string, object>, html: Object<string, string>}>} what the tools fetch, by the name of its
 *   file below practice/, and what stands on their pages, by the name of its place.
 */
export function build() {
  return (gathered ??= gather());
}

async function gather() {
  const contents = await read("");
  const paths = [...contents.document.querySelectorAll("#book-tree a")].map((link) => pathOf(link.href, contents.url));
  const pages = await Promise.all([...new Set(paths)].filter((path) => path !== null).map(read));
  return { files: {}, html: { cards: cards(pages) } };
}

/** The page at `path` below the site's root, and what its own links start from. */
async function read(path) {
  const url = new URL(path, root);
  const document = parser.parseFromString(await (await fetch(url)).text(), "text/html");
  const title = squeezed(document.querySelector("meta[property='og:title']")?.content ?? "");
  return { path, url, document, title };
}

/** What `address`, written on the page at `base`, names below the site's root; null if it is elsewhere. */
function pathOf(address, base) {
  const url = new URL(address, base);
  return url.href.startsWith(root.href) ? url.href.slice(root.href.length).split("#")[0] : null;
}

/** A copy of `element`'s content as a tool shows it on its own page. */
function content(element, { url }) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("template, .headerlink").forEach((each) => each.remove());
  // The page recomputes them; elsewhere they are words.
  copy.querySelectorAll(".estimate-value").forEach((each) => each.replaceWith(each.textContent));
  copy.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
  copy.querySelectorAll("[data-item]").forEach((each) => delete each.dataset.item);
  for (const link of copy.querySelectorAll("a[href]")) {
    // The theme would look for the note on the tool's page.
    link.classList.remove("footnote-ref");
    const to = new URL(link.getAttribute("href"), url);
    if (to.href.startsWith(root.href)) link.setAttribute("href", UP + to.href.slice(root.href.length));
  }
  return copy.innerHTML.trim();
}

const text = (words) => Object.assign(document.createElement("span"), { textContent: words }).innerHTML;

/** Every card of the book, as folds by page; what the review goes through. */
function cards(pages) {
  return pages.map((page) => cardsOf(page, pages)).join("");
}

function cardsOf(page, pages) {
  const found = [...page.document.querySelectorAll("article .card[id]")];
  if (!found.length) return "";
  // A case's cards stand on its page of practice, and are taught in its design.
  const design = pages.find(({ path }) => path === page.path.replace(/practice\/$/, "")) ?? page;
  const items = found.map((card) => {
    const question = content(card.querySelector("summary"), page);
    const answer = content(card.querySelector("div"), page);
    const taught = `${UP}${design.path}${anchor(card, design)}`;
    return `<details class="card" data-item="card" data-card="${page.path}#${card.id}"><summary>${question}</summary><div>${answer}<p class="taught"><a href="${taught}">Where it is taught</a></p></div></details>`;
  });
  const group = page.path.split("/")[0];
  return `<details class="card-set" data-group="${group}" data-page="${page.path}"><summary>${text(design.title)} <span class="amount">${items.length} cards</span></summary><div>${items.join("")}</div></details>`;
}

/** Where on the page a card's answer comes from, as far as a number in it tells. */
function anchor(card, design) {
  const named = [...card.querySelectorAll("[data-value]")].map(({ dataset }) => `estimate-${dataset.value.split(".")[0]}`);
  const id = named.find((name) => design.document.getElementById(name));
  return id ? `#${id}` : "";
}
