// A drill: a case study's problem at a scale of one's choice, a handful of estimates from its own sheet, which decisions
// flip at that scale, two decisions, a probe and the rubric. Its address brings the same drill back.

import { say, Sheet } from "../sheet.mjs";
import { decisionBox, estimateForm } from "./asked.mjs";
import { filled, load } from "./book.mjs";
import { chance, some } from "./chance.mjs";
import { button, counted, element, quoted, show } from "./elements.mjs";
import { choice, LEVELS } from "./levels.mjs";
import { store } from "./store.mjs";
import { troubleOn } from "./trouble.mjs";

const MOST = 5;
const LEAST = 3;
const BASE = "chapter";
const UP = "../../";

/** The case's sheet with its labels and with the scenario's numbers in it. */
export function sheetOf({ blocks }, scenario) {
  const sheet = new Sheet(blocks);
  for (const { name, assume, compute, labels } of blocks)
    [...assume, ...compute].forEach(([local], index) => (sheet.quantities[`${name}.${local}`].label = labels[index]));
  // Of another page's quantity only the full name is known.
  for (const [name, quantity] of Object.entries(sheet.quantities)) if (quantity.fixed !== undefined && quantity.label === name) quantity.label = name.split(".").at(-1).replaceAll("_", " ");
  for (const [name, number] of Object.entries(scenario?.assume ?? {})) sheet.change(name, number);
  return sheet;
}

/** The assumptions that `name` rests on, in the sheet's order. */
export function groundsOf(sheet, name) {
  const found = new Set();
  const seen = new Set();
  const walk = (tree) => {
    if (Array.isArray(tree)) tree.slice(1).forEach(walk);
    else if (typeof tree === "string" && !seen.has(tree)) {
      seen.add(tree);
      const { tree: inner } = sheet.quantities[tree];
      if (inner !== undefined) walk(inner);
      // A number that stands in the formula itself has no other name.
      else if (!/^\d/.test(tree)) found.add(tree);
    }
  };
  walk(name);
  return Object.keys(sheet.quantities).filter((each) => found.has(each));
}

/** What is asked in a drill: the scenario's results, filled up with others that rest on few assumptions. */
export function askedIn(about, scenario, random) {
  const sheet = sheetOf(about, scenario);
  const values = sheet.compute();
  const fits = (name) => {
    const { tree, speech: [, , rungs] } = sheet.quantities[name] ?? {};
    const percent = rungs?.[0][2] === "%";
    return tree !== undefined && values[name] > 0 && !(percent && values[name] > 0.5);
  };
  const results = (scenario?.results ?? about.scenarios.flatMap((each) => each.results)).filter(fits);
  const isEasy = (count) => count >= 1 && count <= 4;
  const easy = Object.keys(sheet.quantities).filter((name) => fits(name) && !results.includes(name) && isEasy(groundsOf(sheet, name).length));
  const first = some([...new Set(results)], MOST - 1, random);
  return { sheet, values, names: [...first, ...some(easy, Math.max(LEAST - first.length, 1), random)] };
}

export default async function drill(page) {
  const list = await filled(page, "drills");
  const tool = element("div", { className: "tool" });
  const box = page.querySelector(".tool-drill");
  const cases = [...list.querySelectorAll("[data-case]")].map((item) => ({
    name: item.dataset.case,
    title: item.querySelector("a").textContent,
    scenarios: [...item.querySelectorAll("[data-scenario]")].map((each) => ({ id: each.dataset.scenario, title: each.textContent })),
  }));
  box.before(tool);
  box.hidden = true;
  troubleOn(tool);

  const asked = new URLSearchParams(location.search);
  const known = cases.find(({ name }) => name === asked.get("case"));
  if (known && asked.has("seed")) await begin(Object.fromEntries(asked));
  else choose();

  function choose() {
    const system = element("select", { name: "case", change: scales }, new Option("Let chance choose", ""), ...cases.map(({ name, title }) => new Option(title, name, false, name === known?.name)));
    const scale = element("select", { name: "scenario" });
    function scales() {
      const chosen = cases.find(({ name }) => name === system.value);
      scale.replaceChildren(new Option("Let chance choose", ""), new Option("The chapter’s own", BASE), ...(chosen?.scenarios ?? []).map(({ id, title }) => new Option(title, id)));
    }
    scales();
    const form = element(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          begin({ ...Object.fromEntries(new FormData(form)), seed: String(Math.floor(Math.random() * 100_000)) });
        },
      },
      element("label", { className: "field" }, "The system", system),
      element("label", { className: "field" }, "Its scale and its limits", scale),
      element("fieldset", { className: "levels" }, element("legend", {}, "You apply as"), ...choice("level", LEVELS, asked.get("level") in LEVELS ? asked.get("level") : "senior")),
      element("p", { className: "buttons" }, element("button", { type: "submit", className: "md-button md-button--primary" }, "Begin")),
    );
    show(tool, form);
  }

  async function begin({ case: name, scenario: wanted, level, seed }) {
    const random = chance(Number(seed) || 1);
    const chosen = cases.find((each) => each.name === name) ?? cases[random(cases.length)];
    const about = await load(`cases/${chosen.name}`);
    const scenario = wanted === BASE ? undefined : (about.scenarios.find(({ id }) => id === wanted) ?? some(about.scenarios, 1, random)[0]);
    const made = { case: chosen.name, scenario: scenario?.id ?? BASE, level: level in LEVELS ? level : "senior", seed };
    const address = new URL(location.href);
    address.search = new URLSearchParams(made);
    history.replaceState(history.state, "", address);
    // Drawn anew, so that the address alone brings the same.
    run(tool, about, scenario, made, chance((Number(seed) || 1) + 1), () => {
      address.search = "";
      history.replaceState(history.state, "", address);
      choose();
    });
  }
}

function run(tool, about, scenario, made, random, leave) {
  const { sheet, values, names } = askedIn(about, scenario, random);
  const decisions = some(about.decisions, 2, random).map((each) => ({ ...each, options: some(each.options, each.options.length, random) }));
  const probe = some(about.probes.filter(({ level }) => level === made.level), 1, random)[0];
  const row = some(about.rubric, 1, random)[0];
  const begun = Date.now();
  const rights = [];
  const steps = [];

  function keep() {
    store.change((state) => (state.drills[begun] = { at: Date.now(), ...made, right: rights.filter(Boolean).length, asked: rights.length }));
  }

  /** Shows the next part once the one before is done. */
  function go() {
    const part = steps.shift()?.();
    if (!part) return;
    tool.append(part);
    part.querySelector("h3")?.setAttribute("tabindex", "-1");
    if (tool.querySelectorAll(":scope > section").length > 1) part.querySelector("h3")?.focus();
  }

  steps.push(
    () => {
      const forms = names.map((name) => {
        const { label, speech, tree } = sheet.quantities[name];
        const block = about.blocks.find((each) => name.startsWith(`${each.name}.`));
        const grounds = groundsOf(sheet, name).map((each) => element("li", {}, `${sheet.quantities[each].label}: ${say(sheet.quantities[each].speech, values[each])}`));
        const how = () => ["Computed as ", ...sheet.formula(tree, values), ". ", quoted("span", `<a href="${UP}${about.design}#estimate-${block.name}">The chapter’s estimate</a>`)];
        const form = estimateForm({ label: capital(label), about: block.title, speech, value: values[name], how }, (right) => {
          rights.push(right);
          keep();
          if (rights.length === names.length) go();
        });
        form.querySelector("label").after(element("details", { className: "grounds" }, element("summary", {}, "What you may assume"), element("ul", {}, ...grounds)));
        return form;
      });
      return element("section", {}, element("h3", {}, `Estimate: ${counted(names.length, "number")}`), element("p", {}, "Write each with its unit. Within a factor of two is right."), ...forms);
    },
    () => {
      if (!scenario) return (steps.unshift(decide), element("section", {}, element("h3", {}, "Decide"), nextButton()));
      const answer = element("div", { hidden: true }, quoted("div", scenario.text));
      const open = button("Show which decisions flip", () => {
        answer.hidden = false;
        open.remove();
        steps.unshift(decide);
        go();
      });
      return element("section", {}, element("h3", {}, "Which decisions flip?"), element("p", {}, "Say which of the chapter’s decisions change at this scale, and why."), element("p", { className: "buttons" }, open), answer);
    },
    () =>
      probe &&
      element("section", {}, element("h3", {}, "The interviewer asks"), quoted("p", probe.question), revealed("Show what one could say", quoted("div", probe.answer))),
    () =>
      element(
        "section",
        {},
        element("h3", {}, "Hold it against the rubric"),
        ...(row ? [element("dl", {}, ...row.cells.flatMap((cell, index) => [element("dt", {}, ["Step", ...Object.values(LEVELS)][index]), quoted("dd", cell)]))] : []),
        element("p", { role: "status" }, `${rights.filter(Boolean).length} of ${rights.length} estimates right. `),
        element("p", { className: "buttons" }, button("Another drill", leave, { className: "md-button md-button--primary" }), copyLink()),
      ),
  );

  function nextButton() {
    const next = button("Go on", () => (next.remove(), go()));
    return element("p", { className: "buttons" }, next);
  }

  function decide() {
    let open = decisions.length;
    const boxes = decisions.map((decision) =>
      decisionBox(decision, (right) => {
        store.change((state) => (state.decisions[`${about.practice}#${decision.id}`] = { at: Date.now(), right }));
        if (!--open) go();
      }),
    );
    return element("section", {}, element("h3", {}, "Decide, at the chapter’s own scale"), ...boxes);
  }

  function revealed(words, content) {
    content.hidden = true;
    const open = button(words, () => {
      content.hidden = false;
      open.remove();
      go();
    });
    return element("div", {}, element("p", { className: "buttons" }, open), content);
  }

  show(
    tool,
    element("h2", { "data-start": "" }, scenario ? `${about.title}: ${plainText(scenario.title)}` : about.title),
    promptOf(about, sheet, values, names),
    scenario ? element("div", {}, element("p", {}, "Other than in the chapter:"), element("ul", {}, ...Object.keys(scenario.assume).map((name) => element("li", {}, `${sheet.quantities[name].label}: ${say(sheet.quantities[name].speech, values[name])}`)))) : "",
  );
  go();
}

/** The case's prompt with the scenario's numbers; what is asked for is left open. */
function promptOf({ prompt }, sheet, values, names) {
  const box = quoted("div", prompt, { className: "prompt" });
  for (const said of box.querySelectorAll("[data-value]")) {
    const { value: name, form } = said.dataset;
    const quantity = sheet.quantities[name];
    if (!quantity) continue;
    const words = say(quantity.speech, values[name], form === "number");
    said.replaceWith(names.includes(name) ? words.replace(/^[−$\d,.]+( (?:million|billion|trillion))?/, "an unknown number of") : words);
  }
  return box;
}

function copyLink() {
  const status = element("span", { role: "status" });
  const copy = button("Copy the link to this drill", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = "Copied.";
    } catch {
      status.replaceChildren(element("input", { type: "text", readOnly: true, value: location.href, "aria-label": "The link to this drill" }));
    }
  });
  return element("span", {}, copy, " ", status);
}

const plainText = (html) => quoted("div", html).textContent;
const capital = (words) => words[0].toUpperCase() + words.slice(1);
