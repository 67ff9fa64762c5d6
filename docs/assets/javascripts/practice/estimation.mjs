// Five quantities in two minutes, of five kinds, from all sheets of the book.

import { say } from "../sheet.mjs";
import { estimateForm } from "./asked.mjs";
import { load } from "./book.mjs";
import { chance, some } from "./chance.mjs";
import { button, element, quoted, show } from "./elements.mjs";
import { store } from "./store.mjs";
import { troubleOn } from "./trouble.mjs";

const FIVE = 5;
const SECONDS = 120;

/** Five questions of as many kinds. */
export function five(questions, random) {
  const kinds = some([...new Set(questions.map(({ kind }) => kind))], FIVE, random);
  return kinds.map((kind) => some(questions.filter((each) => each.kind === kind), 1, random)[0]);
}

export default async function estimation(page) {
  const tool = element("div", { className: "tool" });
  const box = page.querySelector(".tool-estimation");
  box.before(tool);
  box.hidden = true;
  troubleOn(tool);
  const { questions } = await load("questions");

  function choose() {
    const past = Object.values(store.read().drills).filter(({ case: name }) => name === "estimation");
    const best = past.length ? Math.max(...past.map(({ right }) => right)) : null;
    show(
      tool,
      element("p", { className: "buttons" }, button("Begin: five estimates", () => run(five(questions, chance(Math.random() * 1e9))), { className: "md-button md-button--primary" })),
      best === null ? "" : element("p", {}, `Rounds so far: ${past.length}. Most right in one: ${best} of ${FIVE}.`),
    );
  }

  function run(round) {
    const begun = Date.now();
    const rights = [];
    let seconds = 0;
    let since = performance.now();
    let thinking = true;
    const clock = element("span", { role: "timer" });
    const timer = setInterval(tick, 500);

    function tick() {
      if (!tool.isConnected || !tool.contains(clock)) return;
      const now = performance.now();
      if (thinking) seconds += (now - since) / 1000;
      since = now;
      clock.textContent = `${Math.floor(seconds)} of ${SECONDS} seconds`;
    }

    function ask() {
      const question = round[rights.length];
      if (!question) return end();
      thinking = true;
      since = performance.now();
      const next = button(rights.length + 1 < FIVE ? "Next" : "The result", ask, { className: "md-button md-button--primary" });
      const form = estimateForm(
        { label: question.label, about: question.title, speech: question.speech, value: question.value, how: () => [element("span", { className: "mental" }, "In your head: ", question.head, ". "), quoted("span", `<a href="../../${question.page}">Where it decides something</a>`)] },
        (right) => {
          tick();
          thinking = false;
          rights.push(right);
          form.append(element("p", { className: "buttons" }, next));
          next.focus();
        },
      );
      const givens = element("ul", { className: "givens" }, ...question.givens.map((each) => element("li", {}, each)));
      form.querySelector("label").before(givens);
      show(tool, element("p", { className: "tool-bar" }, element("span", {}, `${rights.length + 1} of ${FIVE}`), clock), form);
      tick();
      form.querySelector("input").focus();
    }

    function end() {
      clearInterval(timer);
      const right = rights.filter(Boolean).length;
      store.change((state) => (state.drills[begun] = { at: Date.now(), case: "estimation", right, asked: FIVE, seconds: Math.round(seconds) }));
      show(
        tool,
        element("h2", { "data-start": "" }, `${right} of ${FIVE} within a factor of two, in ${Math.round(seconds)} seconds`),
        element("p", {}, seconds <= SECONDS ? "In time: in the room, that is as fast as one needs it." : "Two minutes are the aim. Round each factor to one digit before you multiply, and count the powers of ten apart."),
        element("ul", {}, ...round.map((question, index) => element("li", {}, `${rights[index] ? "✓" : "✗"} ${question.label}: ${say(question.speech, question.value)}`))),
        element("p", { className: "buttons" }, button("Five more", choose, { className: "md-button md-button--primary" })),
      );
    }

    ask();
  }

  choose();
}
