// Narrows the catalog of case studies by words and by kind. Without this script the whole list stands.

const values = (item, facet) => (item.dataset[facet] ?? "").split(",").map((value) => value.trim()).filter(Boolean);

function element(tag, attributes = {}, ...children) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

function select(items, facet) {
  const choices = [...new Set(items.flatMap((item) => values(item, facet)))].sort();
  return element("select", { name: facet }, new Option("Any", ""), ...choices.map((choice) => new Option(choice)));
}

function addFilters(list) {
  const items = [...list.children];
  const facets = JSON.parse(list.dataset.facets);
  const count = element("output");
  const showAll = element("button", { type: "reset", textContent: "Show all" });
  const form = element(
    "form",
    { className: "filters wide", ariaLabel: "Narrow the case studies" },
    element("label", {}, "Find", element("input", { type: "search", name: "words", autocomplete: "off" })),
    ...Object.entries(facets).map(([facet, name]) => element("label", {}, name, select(items, facet))),
    showAll,
    count,
  );

  function update() {
    const wanted = new FormData(form);
    const words = wanted.get("words").toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) {
      const text = item.textContent.toLowerCase();
      item.hidden = !(
        words.every((word) => text.includes(word)) &&
        Object.keys(facets).every((facet) => !wanted.get(facet) || values(item, facet).includes(wanted.get(facet)))
      );
    }
    const shown = items.filter((item) => !item.hidden).length;
    const all = `${items.length} case ${items.length === 1 ? "study" : "studies"}`;
    count.value = shown === items.length ? all : shown ? `${shown} of ${all}` : "No case study matches";
    showAll.hidden = ![...wanted.values()].some(Boolean);
  }

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The event comes before the fields are emptied.
  form.addEventListener("reset", () => setTimeout(update));
  list.before(form);
  update();
}

export default function catalog(page) {
  page.querySelectorAll("ul.catalog").forEach(addFilters);
}
