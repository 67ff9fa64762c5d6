// A plan from today to the interview, made of the book's own reading times; its boxes are ticked, and what was missed is
// planned anew.

import { filled, load } from "./book.mjs";
import { button, counted, element, show } from "./elements.mjs";
import { dayOf } from "./leitner.mjs";
import { layOut, named } from "./planning.mjs";
import { store } from "./store.mjs";
import { troubleOn } from "./trouble.mjs";

const UP = "../../";
const TOOLS = { cards: "practice/review/", drill: "practice/drill/", mock: "practice/mock/" };
const MOST_DAYS = 120;

const noon = (day) => new Date(Date.UTC(1970, 0, 1 + day, 12));
const sayDay = (day) => noon(day).toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const isoDay = (day) => noon(day).toISOString().slice(0, 10);
const dayNumber = (iso) => Math.floor(Date.parse(`${iso}T12:00:00Z`) / 86_400_000);
const today = () => dayOf(Date.now());

/** Whether a task is done: ticked, or read as far as the page itself has seen. */
export function isDone(state, { key, path }) {
  return Boolean(state.ticks[key]?.done) || (key === `read ${path}` && path in state.read);
}

/** The tasks of a stored plan that can still be done; what a file brings may be anything. */
export function daysOf(plan, pages) {
  const paths = new Set(pages.map(({ path }) => path));
  const fits = (task) => task && typeof task.key === "string" && typeof task.title === "string" && (task.kind === "read" ? paths.has(task.path) : task.kind in TOOLS);
  return (Array.isArray(plan?.days) ? plan.days : []).map((tasks) => (Array.isArray(tasks) ? tasks.filter(fits) : []));
}

export default async function plan(page) {
  const table = await filled(page, "plan");
  const tool = element("div", { className: "tool" });
  page.querySelector(".tool-plan").before(tool);
  page.querySelector(".tool-plan").hidden = true;
  troubleOn(tool);
  const { pages } = await load("pages");
  table.hidden = true;

  function make(date, hours) {
    const from = today();
    const days = Math.min(Math.max(dayNumber(date) - from, 1), MOST_DAYS);
    const state = store.read();
    const ticked = Object.entries(state.ticks).filter(([, { done }]) => done);
    const done = new Set([...ticked.map(([key]) => key), ...Object.keys(state.read).map((path) => `read ${path}`)]);
    store.change((each) => (each.single.plan = { at: Date.now(), from, date, hours, days: layOut(pages, { days, minutes: hours * 60, from }, done) }));
    draw(true);
  }

  function draw(isNew) {
    const state = store.read();
    const { plan: made } = state.single;
    const date = element("input", { type: "date", name: "date", required: true, min: isoDay(today() + 1), max: isoDay(today() + MOST_DAYS), value: made?.date > isoDay(today()) ? made.date : isoDay(today() + 12) });
    const hours = element("input", { type: "number", name: "hours", required: true, min: 0.25, max: 8, step: 0.25, value: Number(made?.hours) || 1.5 });
    const form = element(
      "form",
      { className: "plan-form", submit: (event) => (event.preventDefault(), make(date.value, Number(hours.value))) },
      element("label", { className: "field" }, "The interview is on", date),
      element("label", { className: "field" }, "Hours I have each day", hours),
      element("p", { className: "buttons" }, element("button", { type: "submit", className: made ? "" : "md-button md-button--primary" }, made ? "Plan anew from today" : "Make the plan")),
    );
    const days = daysOf(made, pages);
    const all = days.flat();
    const missed = days.slice(0, Math.max(0, today() - made?.from)).flat().filter((task) => !isDone(state, task));
    const count = element("p", { role: "status" });
    const tell = () => {
      const now = store.read();
      const done = all.filter((task) => isDone(now, task)).length;
      count.textContent = `${done} of ${counted(all.length, "task")} done.`;
    };
    if (days.length) tell();
    show(
      tool,
      days.length ? element("h2", isNew ? { "data-start": "" } : {}, `${counted(days.length, "day")} from ${sayDay(made.from)}`) : "",
      days.length ? count : "",
      missed.length ? element("p", { className: "missed" }, `${counted(missed.length, "task")} of the days before today ${missed.length === 1 ? "is" : "are"} left. `, button("Spread them over the days that are left", () => make(made.date, Number(made.hours) || 1.5))) : "",
      ...days.map((tasks, index) => dayBox(tasks, made.from + index, index, state, tell)),
      days.length ? element("h3", {}, "Another date, other hours") : "",
      form,
    );
  }

  function dayBox(tasks, day, index, state, tell) {
    const isPast = day < today();
    const rows = tasks.map((task) => {
      const box = element("input", {
        type: "checkbox",
        checked: isDone(state, task),
        change: () => {
          store.change((each) => (each.ticks[task.key] = { at: Date.now(), done: box.checked }));
          tell();
        },
      });
      return element("li", {}, element("label", {}, box, " ", named(task)), " ", element("a", { href: UP + (task.kind === "read" ? task.path : TOOLS[task.kind]), "aria-label": `Open ${task.title}` }, "open"));
    });
    const title = `Day ${index + 1}: ${sayDay(day)}${day === today() ? ", today" : ""}`;
    return element("details", { className: "day", open: !isPast && day <= today() + 2 }, element("summary", {}, title), element("ul", {}, ...(rows.length ? rows : [element("li", {}, "Nothing: sleep.")])));
  }

  draw(false);
}
