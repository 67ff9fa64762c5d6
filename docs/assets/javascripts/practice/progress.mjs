// What one did, by chapter and case study, step by step.

import { load } from "./book.mjs";
import { counted, element } from "./elements.mjs";
import { isDue } from "./leitner.mjs";
import { store } from "./store.mjs";

const UP = "../../";

export default async function progress(page) {
  const tool = element("div", { className: "tool" });
  page.querySelector(".tool-progress").replaceWith(tool);
  const { pages } = await load("pages");

  function draw() {
    const state = store.read();
    const rows = pages.filter(({ steps }) => steps.length).map((each) => row(each, state));
    tool.replaceChildren(
      element(
        "div",
        { className: "scrolls", tabIndex: 0, role: "group", "aria-label": "Progress by chapter" },
        element(
          "table",
          { className: "progress-table" },
          element("thead", {}, element("tr", {}, ...["", "Read", "Cards known", "Decisions right", "Drills", "Mock interviews"].map((name) => element(name ? "th" : "td", name ? { scope: "col" } : {}, name)))),
          element("tbody", {}, ...rows),
        ),
      ),
    );
  }

  store.follow(tool, draw);
  draw();
}

function row({ path, title, steps, cards, decisions, practice }, state) {
  const slug = practice ? path.split("/")[1] : "";
  const read = steps.filter(({ id }) => `${path}#${id}` in state.read);
  const seen = cards.filter((id) => state.reviews[id]?.length);
  const known = seen.filter((id) => state.reviews[id].at(-1)[1] === "knew");
  const due = seen.filter((id) => isDue(state.reviews[id], Date.now()));
  const decided = decisions.filter((id) => state.decisions[id]);
  const right = decided.filter((id) => state.decisions[id].right);
  const drills = Object.values(state.drills).filter((each) => each.case === slug);
  const mocks = Object.values(state.mocks).filter((each) => each.case === slug && each.done).sort((a, b) => b.at - a.at);
  const left = steps.filter((step) => !read.includes(step));
  const cell = (...children) => element("td", {}, ...children);
  const of = (some, all) => (all ? `${some} of ${all}` : "");
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, element("a", { href: UP + path }, title)),
    cell(
      of(read.length, steps.length),
      read.length && left.length ? element("details", {}, element("summary", {}, "left"), element("ul", {}, ...left.map(({ id, title: name }) => element("li", {}, element("a", { href: `${UP}${path}#${id}` }, name))))) : "",
    ),
    cell(of(known.length, cards.length), due.length ? element("div", {}, element("a", { href: `../review/?cards=${path}` }, counted(due.length, "due", "due"))) : ""),
    cell(practice ? of(right.length, decisions.length) : ""),
    cell(practice && drills.length ? `${drills.length}, ${drills.reduce((sum, { right: some }) => sum + (Number(some) || 0), 0)} of ${drills.reduce((sum, { asked }) => sum + (Number(asked) || 0), 0)} estimates` : ""),
    cell(practice && mocks.length ? `${mocks.length}, last: ${mocks[0].verdict || "not scored"}` : ""),
  );
}
