// On paper a page of exercises is a test: the questions where they stand, each with a number, and the answers by number at
// the page's end. All of it is added while the page is printed, and taken away again.
const ITEMS = "details[data-item], section[data-item]";

function element(tag, name, ...content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}

function copied(node) {
  const copy = node.cloneNode(true);
  for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
  return copy.childNodes;
}

function answer(item) {
  if (item.localName === "details") return copied(item.querySelector(":scope > summary + *"));
  const options = [...item.querySelectorAll(".options > li > details")];
  return [element("ol", "", ...options.map((option) => element("li", "", ...copied(option.querySelector("summary + *")))))];
}

/** Part the questions of `article` from their answers. */
export function part(article) {
  const items = [...article.querySelectorAll(ITEMS)].filter((item) => item.id && !item.closest("[class^=tool-]"));
  if (!items.length) return;
  const title = element("h2", "", "Answers");
  title.id = `${article.querySelector("h1").id}-answers`;
  const section = element("section", "answers", title);
  for (const [index, item] of items.entries()) {
    const number = String(index + 1);
    const where = element("a", "answer-where", `Answer ${number}`);
    const back = element("a", "answer-number", number);
    const entry = element("div", "answers-entry", back, element("div", "", ...answer(item)));
    entry.id = `${item.id}--answer`;
    where.href = `#${entry.id}`;
    back.href = `#${item.id}`;
    item.querySelector(item.localName === "details" ? "summary" : ".question").append(where);
    section.append(entry);
  }
  article.classList.add("parted");
  // The arithmetic of their numbers comes after them, and the sources last.
  article.insertBefore(section, article.querySelector(":scope > :is(.origins, .footnote)"));
}

/** Undo it. */
export function join(article) {
  article.classList.remove("parted");
  for (const added of article.querySelectorAll(".answers, .answer-where")) added.remove();
}

function printing(change) {
  for (const article of document.querySelectorAll("article")) change(article);
}

let listening = false;
export default function listen() {
  if (listening) return;
  listening = true;
  addEventListener("beforeprint", () => printing(part));
  addEventListener("afterprint", () => printing(join));
}
