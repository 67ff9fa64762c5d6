// Gathers from the book's pages what one practices with. The press does it once for all readers, in its own browser; while
// somebody writes, and no press is at work, the writer's browser does it.

import { blocksIn, evaluate, say, Sheet, written } from "../sheet.mjs";
import { layOut, named } from "./planning.mjs";

const root = new URL("../../../", import.meta.url);
// The tools' pages stand two folders deep.
const UP = "../../";

const PRACTICE = /^(case-studies\/([^/]+)\/)practice\/$/;

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
  const paths = [...contents.document.querySelectorAll("#book-tree a")].map((link) => pathOf(link.getAttribute("href"), contents.url));
  const pages = await Promise.all([...new Set(paths)].filter((path) => path !== null).map(read));
  const at = (path) => pages.find((page) => page.path === path);
  const pairs = pages.filter(({ path }) => PRACTICE.test(path)).map((practice) => [at(practice.path.replace(PRACTICE, "$1")), practice]);
  const cases = await Promise.all(pairs.map(([design, practice]) => caseOf(design, practice)));
  const listed = pages.map((page) => listing(page, at(`${page.path}practice/`)));
  const questions = fewOfAKind((await Promise.all(pages.map(questionsOf))).flat());
  return {
    files: { ...Object.fromEntries(cases.map((each) => [`cases/${each.name}`, each])), questions: { questions }, pages: { pages: listed } },
    html: {
      cards: cards(pages),
      drills: drills(cases),
      estimates: estimates(questions),
      plan: plan(listed),
      scripts: scripts(cases),
      phases: table(at("interview/"), "minute-by-minute"),
      signals: table(at("interview/levels-and-rubric/"), "six-signals"),
    },
  };
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

/** A copy of `element`'s content as a tool shows it on its own page; nothing of what is not there. */
function content(element, { url }, keepsValues = false) {
  if (!element) return "";
  const copy = element.cloneNode(true);
  copy.querySelectorAll("template, .headerlink").forEach((each) => each.remove());
  // The page recomputes them; elsewhere they are words.
  if (!keepsValues) copy.querySelectorAll(".estimate-value").forEach((each) => each.replaceWith(each.textContent));
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

/** What the plan and the progress know of a page; a case's exercises stand on its page of practice. */
function listing({ path, title, document }, practice) {
  const ids = (selector) => [...(practice?.document ?? document).querySelectorAll(`article ${selector}[id]`)].map(({ id }) => `${practice?.path ?? path}#${id}`);
  const headings = [...document.querySelectorAll("article > h2[id]")];
  return {
    path,
    title,
    minutes: Number(document.querySelector("h1")?.dataset.minutes) || 1,
    practice: Boolean(practice),
    // A case has its seven steps, a chapter its sections.
    steps: practice || /^framework\/./.test(path) ? headings.filter(({ id }) => !practice || /^\d/.test(id)).map((heading) => ({ id: heading.id, title: squeezed(heading.firstChild.textContent) })) : [],
    cards: ids(".card"),
    decisions: ids(".decision"),
  };
}

// What stands on the page of the plan until its reader has made one of their own.
const USUAL = { days: 12, minutes: 90 };

function plan(pages) {
  const task = (each) => (each.path ? `<a href="${UP}${each.path}">${text(each.title)}</a>${text(named({ ...each, title: "" }))}` : text(named(each)));
  const rows = layOut(pages, USUAL).map((tasks, index) => `<tr><th scope="row">${index + 1}</th><td>${tasks.map(task).join("<br>")}</td></tr>`);
  return `<table class="rows"><thead><tr><th scope="col">Day</th><th scope="col">An hour and a half</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

/** The first table of the section `id`. */
function table(page, id) {
  const found = page?.document.querySelector(`#${id} ~ .table table, #${id} ~ table`);
  return found ? `<table class="rows">${content(found, page)}</table>` : "";
}

/** Where the script of each case stands. */
function scripts(cases) {
  const items = cases.map(
    ({ name, title, practice }) =>
      `<li data-case="${name}"><a href="${UP}${practice}#try-it-first">${text(title)}</a>: the prompt, the questions, and <a href="${UP}${practice}#mock-interview">an interview as it went</a></li>`,
  );
  return `<ul>${items.join("")}</ul>`;
}

/** All that one practices with in a case study. */
async function caseOf(design, practice) {
  const page = practice.document;
  const all = (selector) => [...page.querySelectorAll(`article ${selector}`)];
  const said = (element) => content(element, practice);
  const rest = (fold, part) => {
    const copy = fold.querySelector("div").cloneNode(true);
    copy.querySelectorAll(".speaker, .scenario-numbers").forEach((each) => each.remove());
    return said(part ? copy.querySelector(`[data-part=${part}]`) : copy);
  };
  const question = (fold) => {
    const copy = fold.querySelector("summary").cloneNode(true);
    copy.querySelector(".level")?.remove();
    return said(copy).trim();
  };
  const level = (element) => squeezed(element.querySelector(".level")?.textContent ?? "").toLowerCase();
  const sheets = await written(page, practice.url);
  const section = (id, selector) => page.querySelector(`#${id}`)?.parentElement.querySelector(`#${id} ~ ${selector}`);

  return {
    name: practice.path.match(PRACTICE)[2],
    title: design.title,
    design: design.path,
    practice: practice.path,
    prompt: content(section("try-it-first", "blockquote"), practice, true),
    clarify: all(".clarify").map((fold) => ({
      id: fold.id,
      question: question(fold),
      answer: rest(fold, "answer"),
      effect: rest(fold, "effect"),
      changes: fold.dataset.changes === "true",
    })),
    probes: all(".probe").map((fold) => ({ id: fold.id, level: level(fold), question: question(fold), answer: rest(fold) })),
    decisions: all(".decision").map((decision) => ({
      id: decision.id,
      question: said(decision.querySelector(".question")),
      options: [...decision.querySelectorAll(".options details")].map((option) => ({
        right: option.matches(".right"),
        text: said(option.querySelector("summary")),
        why: said(option.querySelector("div")),
      })),
    })),
    board: section("the-board", ".tabbed-set") ? boards(section("the-board", ".tabbed-set"), said) : [],
    twists: all(".twist").map((fold) => ({
      id: fold.id,
      minute: Number(fold.dataset.minute),
      title: question(fold),
      changes: rest(fold, "changes"),
      stays: rest(fold, "stays"),
    })),
    scenarios: all(".scenario").filter(({ id }) => sheets[id]).map((fold) => ({ id: fold.id, title: question(fold), text: rest(fold), ...sheets[fold.id] })),
    rubric: all(".rubric tbody tr").map((row) => ({ id: row.id, cells: [...row.cells].map(said) })),
    asked: said(section("sample-answers", "p")),
    answers: all(".answer").map((answer) => ({ level: level(answer), text: answerText(answer, said) })),
    blocks: (await blocksIn(design.document, design.url)).map(({ section: block, name, assume, compute, fixed }) => ({
      name,
      assume,
      compute,
      fixed,
      title: squeezed(block.querySelector(".estimate-title").textContent),
      labels: [...block.querySelectorAll("tbody tr")].map((row) => squeezed(row.cells[0].textContent)),
    })),
  };
}

function boards(set, said) {
  const labels = [...set.querySelectorAll(".tabbed-labels label")].map((label) => squeezed(label.textContent));
  return [...set.querySelectorAll(".tabbed-block")].map((block, index) => ({ title: labels[index], text: said(block) }));
}

function answerText(answer, said) {
  const copy = answer.cloneNode(true);
  copy.querySelector(".answer-title")?.remove();
  return said(copy);
}

/** The scenarios of each case: what a drill can be held at, and what one reads without a script. */
function drills(cases) {
  const items = cases.map(({ name, title, practice, scenarios }) => {
    const at = scenarios.map((each) => `<li><a data-scenario="${each.id}" href="${UP}${practice}#${each.id}">${each.title}</a></li>`);
    return `<li data-case="${name}"><a href="${UP}${practice}#try-it-first">${text(title)}</a>${at.length ? `<ul>${at.join("")}</ul>` : ""}</li>`;
  });
  return `<ul>${items.join("")}</ul>`;
}

// ---------- Estimates ----------

// How many of one kind are asked for: a kind is what is counted, by the words of its unit.
const OF_A_KIND = 6;
function fewOfAKind(questions) {
  const counts = new Map();
  return questions.filter(({ kind }) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts.get(kind) <= OF_A_KIND;
  });
}

const SUMS = new Set(["+", "-", "*", "/"]);

/** What can be estimated in one's head of a page's sheet: results that follow from two to four numbers by arithmetic. */
async function questionsOf(page) {
  if (!/^(case-studies|framework|reference)\//.test(page.path) || PRACTICE.test(page.path)) return [];
  const blocks = await blocksIn(page.document, page.url);
  const sheet = new Sheet(blocks);
  for (const { section, name, assume, compute } of blocks) {
    const rows = section.querySelectorAll("tbody tr");
    [...assume, ...compute].forEach(([local], index) => (sheet.quantities[`${name}.${local}`].label = squeezed(rows[index].cells[0].textContent)));
  }
  const values = sheet.compute();
  return blocks.flatMap(({ section, name, compute }) =>
    compute.flatMap(([local]) => {
      const quantity = sheet.quantities[`${name}.${local}`];
      // One row a change, one click an impression: what only keeps the units right is no number to reckon with.
      const operands = [...new Set(leaves(quantity.tree))].filter((each) => !/^1\b(?![.,])/.test(each));
      const value = values[`${name}.${local}`];
      const factors = JSON.stringify(quantity.tree).match(/"[*/]"/);
      if (!isSum(quantity.tree) || !factors || operands.length < 2 || operands.length > 4 || !operands.every((each) => values[each] > 0) || !(value > 0)) return [];
      const head = inOnesHead(sheet, quantity, values, value);
      if (!head) return [];
      const [, , rungs] = quantity.speech;
      if (rungs[0][2] === "%" && value > 0.5) return [];
      return [
        {
          label: quantity.label,
          title: squeezed(section.querySelector(".estimate-title").textContent),
          page: `${page.path}#${section.id}`,
          kind: rungs[0][2].trim() || quantity.speech[1] || "number",
          speech: quantity.speech,
          value,
          givens: operands.map((each) => given(sheet.quantities[each], values[each])),
          head,
        },
      ];
    }),
  );
}

const leaves = (tree) => (Array.isArray(tree) ? tree.slice(1).flatMap(leaves) : typeof tree === "string" ? [tree] : []);
const isSum = (tree) => !Array.isArray(tree) || (SUMS.has(tree[0]) && tree.slice(1).every(isSum));

/** What another page's quantity is called: only its full name is known here. */
const spoken = (name) => name.split(".").at(-1).replaceAll("_", " ");

/** An operand as it is given; a number in the formula itself has no other name. */
function given({ label, fixed, speech }, value) {
  const said = say(speech, value);
  if (fixed === undefined) return `${label}: ${said}`;
  return /^\d/.test(label) ? said : `${spoken(label)}: ${said}`;
}

/** Everything at one digit, and how many of one period are in another: the way one does it without paper. */
function inOnesHead(sheet, { tree, speech }, values, value) {
  const rounded = (name) => {
    const [, , rungs] = sheet.quantities[name].speech;
    const [size] = rungs.findLast(([each]) => values[name] >= each) ?? rungs[0];
    return Number((values[name] / size).toPrecision(1)) * size;
  };
  const result = evaluate(tree, rounded);
  if (!(result / value >= 0.5 && result / value <= 2)) return "";
  const brief = ([, sign, rungs]) => [1, sign, rungs];
  const written = (each, binding = 0) => {
    if (typeof each === "number") return String(each);
    if (typeof each === "string") return say(brief(sheet.quantities[each].speech), rounded(each));
    const [operator, ...operands] = each;
    const own = "+-".includes(operator) ? 1 : 2;
    const said = operands.map((operand, index) => written(operand, own + (index && "-/".includes(operator)))).join(` ${SIGNS[operator]} `);
    return own < binding ? `(${said})` : said;
  };
  const periods = (words) => /\b(?:an?|per) (second|minute|hour|day|week|month|year)\b/.exec(words)?.[1];
  const to = periods(speech[2][0][2]);
  const from = leaves(tree).map((name) => periods(sheet.quantities[name].speech[2][0][2])).find((each) => each && to && each !== to);
  const note = from && to ? CONVERSIONS[`${from} ${to}`] || CONVERSIONS[`${to} ${from}`] : "";
  return `${written(tree)} ≈ ${say(brief(speech), result)}${note ? ` (${note})` : ""}`;
}

const SIGNS = { "+": "+", "-": "−", "*": "×", "/": "÷" };
const CONVERSIONS = {
  "minute second": "a minute has 60 seconds",
  "hour second": "an hour has 3,600 seconds",
  "day second": "a day has about 100,000 seconds",
  "day minute": "a day has about 1,400 minutes",
  "day hour": "a day has 24 hours",
  "week second": "a week has about 600,000 seconds",
  "week day": "a week has 7 days",
  "month second": "a month has about 2.6 million seconds",
  "month hour": "a month has about 730 hours",
  "month day": "a month has about 30 days",
  "month week": "a month has about four weeks",
  "year second": "a year has about 30 million seconds",
  "year day": "a year has 365 days",
  "year month": "a year has 12 months",
};

/** A few estimates of each kind as folds, for whoever has no script. */
function estimates(questions) {
  const kinds = new Map(questions.map((each) => [each.kind, each]));
  return [...kinds.values()]
    .map(({ label, title, givens, head, speech, value, page }) => `<details class="estimate-fold"><summary>${text(`${title} ${label}`)}</summary><div><ul>${givens.map((each) => `<li>${text(each)}</li>`).join("")}</ul><p>${text(head)}. ${text(say(speech, value))}. <a href="${UP}${page}">Where it decides something</a></p></div></details>`)
    .join("");
}
