// Goes through the cards that stand on the page as folds: those that are due first, then new ones, ten at a time.

import { filled } from "./book.mjs";
import { button, counted, element, listenForKeys, quoted, sayDate, show } from "./elements.mjs";
import { DAYS, dayOf, due, graded, isDue } from "./leitner.mjs";
import { store } from "./store.mjs";
import { troubleOn } from "./trouble.mjs";

const AT_A_TIME = 10;
const WORDS = { missed: "Missed", hard: "Hard", knew: "Knew it" };
const GROUPS = { framework: "Framework", "case-studies": "Case studies" };

const history = (state, card) => state.reviews[card.id] ?? [];

/** The sets of cards on the page: of each chapter its title, and its cards' ids, questions and answers. */
function setsOf(box) {
  return [...box.querySelectorAll(".card-set")].map((set) => ({
    path: set.dataset.page,
    group: set.dataset.group,
    title: set.querySelector("summary").firstChild.textContent.trim(),
    cards: [...set.querySelectorAll(".card")].map((card) => ({
      id: card.dataset.card,
      question: card.querySelector("summary").innerHTML,
      answer: card.querySelector("div").innerHTML,
    })),
  }));
}

/** What comes next of `cards`: the longest due first, then new ones in the order of the book. */
export function next(cards, state, now) {
  const known = cards.filter((card) => isDue(history(state, card), now));
  const fresh = cards.filter((card) => !history(state, card).length);
  return [...known.sort((one, other) => due(history(state, one)) - due(history(state, other))), ...fresh].slice(0, AT_A_TIME);
}

export default async function review(page) {
  const folds = await filled(page, "cards");
  const tool = element("div", { className: "tool" });
  const sets = setsOf(folds);
  // Who chose no chapter, and came from one, has chosen that.
  const asked = new URLSearchParams(location.search).get("cards");
  const chosen = new Set(sets.filter(({ path }) => !asked || path.startsWith(asked)).map(({ path }) => path));
  const session = new Session(tool, () => choose());
  page.querySelector(".tool-review").before(tool);
  page.querySelector(".tool-review").hidden = true;
  troubleOn(tool);

  function choose() {
    const status = element("p", { role: "status" });
    const start = button("", () => session.begin(sets.filter(({ path }) => chosen.has(path)).flatMap(({ cards }) => cards)), { className: "md-button md-button--primary" });
    const groups = Object.entries(GROUPS).map(([group, name]) => ({ name, sets: sets.filter((set) => set.group === group) }));
    const counts = [];

    function refresh() {
      const state = store.read();
      const now = Date.now();
      const wanted = sets.filter(({ path }) => chosen.has(path)).flatMap(({ cards }) => cards);
      const dueNow = wanted.filter((card) => isDue(history(state, card), now)).length;
      const fresh = wanted.filter((card) => !history(state, card).length).length;
      const ready = Math.min(dueNow + fresh, AT_A_TIME);
      start.disabled = !ready;
      start.textContent = ready ? `Review ${counted(ready, "card")}` : "Nothing to review";
      status.textContent = [`${dueNow} due, ${fresh} new.`, ready ? "" : whenNext(wanted, state), wrongClock(wanted, state, now)].filter(Boolean).join(" ");
      for (const [output, { cards }] of counts) {
        const due = cards.filter((card) => isDue(history(state, card), now)).length;
        const fresh = cards.filter((card) => !history(state, card).length).length;
        output.textContent = [due && `${due} due`, fresh && `${fresh} new`].filter(Boolean).join(", ") || "all known for now";
      }
    }

    function chapter(set) {
      const output = element("span", { className: "amount" });
      counts.push([output, set]);
      const box = element("input", { type: "checkbox", checked: chosen.has(set.path), change: () => tick(set, box.checked) });
      return element("label", {}, box, element("span", {}, set.title), output);
    }

    function tick(set, wanted) {
      if (wanted) chosen.add(set.path);
      else chosen.delete(set.path);
      refresh();
    }

    function all(these, wanted) {
      for (const { path } of these) tick({ path }, wanted);
      choose();
      tool.querySelector("fieldset button")?.focus();
    }

    show(
      tool,
      element("p", { className: "buttons" }, start, status),
      ...groups.map(({ name, sets: these }) =>
        element(
          "fieldset",
          { className: "chapters" },
          element("legend", {}, name),
          element("p", { className: "choice" }, button("All", () => all(these, true)), button("None", () => all(these, false))),
          ...these.map(chapter),
        ),
      ),
    );
    refresh();
    store.follow(start, refresh);
  }

  choose();
}

function whenNext(cards, state) {
  const days = cards.map((card) => due(history(state, card))).filter((day) => day !== null);
  if (!days.length) return "Choose a chapter.";
  const wait = Math.min(...days) - dayOf(Date.now());
  return `The next card is due ${wait === 1 ? "tomorrow" : `in ${counted(wait, "day")}`}.`;
}

function wrongClock(cards, state, now) {
  const ahead = cards.flatMap((card) => history(state, card)).filter(([time]) => time > now);
  if (!ahead.length) return "";
  return `Some cards were reviewed on ${sayDate(Math.max(...ahead.map(([time]) => time)))}, says what is stored, and this device’s clock is not there yet. They are shown again; nothing is lost.`;
}

/** Up to ten cards, one after the other, and what can be taken back. */
class Session {
  #tool;
  #leave;
  #all = [];
  #cards = [];
  #given = [];
  #keys = {};

  constructor(tool, leave) {
    this.#tool = tool;
    this.#leave = leave;
    listenForKeys(tool, () => this.#keys);
  }

  begin(cards) {
    this.#all = cards;
    this.#cards = next(cards, store.read(), Date.now());
    this.#given = [];
    this.#ask();
  }

  #ask() {
    const card = this.#cards[this.#given.length];
    if (!card) return this.#end();
    const turn = () => this.#turn(card, box.querySelector("textarea").value);
    const box = element(
      "form",
      { className: "card-shown", submit: (event) => (event.preventDefault(), turn()) },
      quoted("h2", card.question, { "data-start": "" }),
      element("label", { className: "written" }, "Say the answer aloud, or write it", element("textarea", { rows: 3, name: "answer", autocomplete: "off" })),
      element("p", { className: "buttons" }, element("button", { type: "submit", className: "md-button md-button--primary" }, "Show the answer"), this.#undo()),
    );
    this.#keys = { u: () => this.#takeBack(), " ": turn };
    show(this.#tool, this.#progress(), box, hint("Space shows the answer, U takes the last grade back."));
  }

  #turn(card, written) {
    const grade = (name) => () => this.#grade(card, name);
    this.#keys = { u: () => this.#takeBack(), 1: grade("missed"), 2: grade("hard"), 3: grade("knew") };
    show(
      this.#tool,
      this.#progress(),
      element(
        "div",
        { className: "card-shown" },
        quoted("h2", card.question),
        written.trim() ? element("div", { className: "own" }, element("p", { className: "speaker" }, "You wrote"), element("p", {}, written)) : "",
        element("div", { className: "turned", "data-start": "", "aria-label": "Answer", role: "group" }, quoted("div", card.answer)),
        element("p", { className: "buttons grades" }, ...Object.entries(WORDS).map(([name, words], index) => button(words, grade(name), { "aria-keyshortcuts": String(index + 1) })), this.#undo()),
      ),
      hint("1 missed, 2 hard, 3 knew it, U takes the last grade back."),
    );
  }

  #grade(card, name) {
    store.change((state) => {
      state.reviews[card.id] = graded(history(state, card), name, Date.now());
    });
    this.#given.push(name);
    this.#ask();
  }

  #takeBack() {
    if (!this.#given.length) return;
    const card = this.#cards[this.#given.length - 1];
    this.#given.pop();
    store.change((state) => {
      const kept = history(state, card).slice(0, -1);
      if (kept.length) state.reviews[card.id] = kept;
      else delete state.reviews[card.id];
    });
    this.#ask();
  }

  #undo() {
    return this.#given.length ? button("Take the last grade back", () => this.#takeBack(), { className: "quiet", "aria-keyshortcuts": "u" }) : "";
  }

  #progress() {
    const [done, all] = [this.#given.length, this.#cards.length];
    return element(
      "p",
      { className: "tool-bar" },
      element("label", {}, element("progress", { value: done, max: all }), ` ${Math.min(done + 1, all)} of ${all}`),
      button("Stop here", this.#leave, { className: "quiet" }),
    );
  }

  #end() {
    const state = store.read();
    const times = Object.keys(WORDS).map((name) => [WORDS[name].toLowerCase(), this.#given.filter((given) => given === name).length]);
    const days = this.#cards.map((card) => due(history(state, card)) - dayOf(Date.now()));
    const back = DAYS.map((wait) => [wait, days.filter((day) => day === wait).length]).filter(([, count]) => count);
    const more = next(this.#all, state, Date.now()).length;
    this.#keys = { u: () => this.#takeBack() };
    show(
      this.#tool,
      element("h2", { "data-start": "" }, `${counted(this.#cards.length, "card")} reviewed`),
      element("p", {}, times.map(([words, count]) => `${count} ${words}`).join(", "), "."),
      element("p", {}, back.map(([wait, count]) => `${counted(count, "comes", "come")} back ${wait === 1 ? "tomorrow" : `in ${wait} days`}`).join(", "), "."),
      element(
        "p",
        { className: "buttons" },
        more ? button(more === AT_A_TIME ? "Ten more" : `${counted(more, "card")} more`, () => this.begin(this.#all), { className: "md-button md-button--primary" }) : "",
        button("Back to the chapters", this.#leave, { className: "md-button" }),
        this.#undo(),
      ),
    );
  }
}

const hint = (words) => element("p", { className: "keys" }, words);
