// Lets the reader change an assumption and see every result on the page follow: tables, conclusions, prose and curves.
//
// The reader's numbers stand in the address as well, as ?block.label=number, so that they survive a reload and can be sent.

import {blocksIn, decimalComma, EXACT, readNumber, say, Sheet, withFullNames} from "./sheet.mjs";

const INVITATION = "Change a number and the results follow.";

export default async function start(root) {
  const found = await blocksIn(root);
  const sheet = new Sheet(found);
  const blocks = found.map((block) => new Block(block, sheet, refresh));
  const prose = [...root.querySelectorAll("[data-value]")]
    .filter((element) => sheet.quantities[element.dataset.value])
    .map((element) => new Shown(element, element.dataset.value, element.dataset.form === "number"));
  const bar = new Bar(() => blocks.forEach((block) => block.restore()));

  function refresh() {
    const values = sheet.compute();
    prose.forEach((shown) => shown.follow(sheet, values));
    blocks.forEach((block) => block.follow(values));
    if (root.querySelector(".plot")) import("./plots.mjs").then(({redraw}) => redraw(root, sheet));
    bar.follow(root, sheet.changes.size);
    keepInAddress(sheet);
  }

  for (const [name, text] of new URLSearchParams(location.search)) blocks.forEach((block) => block.take(name, text));
}

function keepInAddress(sheet) {
  const address = new URL(location.href);
  for (const name of Object.keys(sheet.quantities)) address.searchParams.delete(name);
  for (const [name, number] of sheet.changes) address.searchParams.set(name, number);
  // The state is instant navigation's, the rest of the address may be anybody's.
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

/** A value in a sentence or a table, marked while it is not what the text has. */
class Shown {
  #element;
  #name;
  #bare;
  #original;

  constructor(element, name, bare = false) {
    this.#element = element;
    this.#name = name;
    this.#bare = bare;
    this.#original = element.textContent;
  }

  follow(sheet, values) {
    const text = say(sheet.quantities[this.#name].speech, values[this.#name], this.#bare);
    // Set for print, the author's number and its unit stand on one line.
    const changed = text !== this.#original.replaceAll("\u00a0", " ");
    this.#element.textContent = changed ? text : this.#original;
    this.#element.title = changed ? `The text has ${this.#original}` : "";
    this.#element.classList.toggle("changed", changed);
  }
}

/** Says, wherever the reader is on the page, that its numbers are not the author's, and brings those back. */
class Bar {
  #box = make("aside", {className: "estimate-bar"});
  #text = make("span", {});

  constructor(restore) {
    const reset = make("button", {type: "button", textContent: "Reset"});
    reset.addEventListener("click", restore);
    this.#box.setAttribute("aria-label", "Your numbers");
    this.#box.append(this.#text, reset);
  }

  follow(root, count) {
    this.#text.textContent = `${count} of this page’s numbers ${count === 1 ? "is" : "are"} yours.`;
    if (!count) this.#box.remove();
    else if (!this.#box.isConnected) (root.body ?? root).append(this.#box);
  }
}

/** One block's fields, formulas, results and announcements. */
class Block {
  #sheet;
  #refresh;
  #fields = [];
  #results = [];
  #conclusion;
  #status = make("p", {className: "estimate-status"});
  #heard = [];
  #pause;

  constructor({section, name, assume, compute, holds}, sheet, refresh) {
    this.#sheet = sheet;
    this.#refresh = refresh;
    const rows = [...section.querySelectorAll("tbody tr")];
    [...assume, ...compute].forEach(([local], index) => {
      const [{textContent: label}, how, value, why] = rows[index].cells;
      const full = `${name}.${local}`;
      sheet.quantities[full].label = label;
      if (index < assume.length) this.#fields.push(this.#field(full, value, why));
      else this.#results.push({name: full, label, how, value, shown: new Shown(wrapped(value), full)});
    });
    this.#status.setAttribute("role", "status");
    if (assume.length) section.querySelector("summary").after(make("p", {className: "estimate-tools", textContent: INVITATION}));
    if (holds) this.#conclusion = new Conclusion(section, withFullNames(holds, name), sheet);
    section.append(this.#status);
    this.#heard = this.#news();
  }

  /** Shows what a change somewhere on the page makes of this block. */
  follow(values) {
    for (const {name, how, shown} of this.#results) {
      how.replaceChildren(...this.#sheet.formula(this.#sheet.quantities[name].tree, values));
      shown.follow(this.#sheet, values);
    }
    this.#conclusion?.follow();
  }

  /** Takes `text` as what the reader has typed for the quantity `name`, if that is one of the block's assumptions. */
  take(name, text) {
    const field = this.#fields.find((field) => field.name === name);
    if (!field || readNumber(text) === null) return;
    field.input.value = sayExactly(readNumber(text));
    this.#change(field);
  }

  /** Brings the author's numbers back. */
  restore() {
    const touched = this.#fields.filter(({name, input, original}) => this.#sheet.changes.has(name) || input.value !== original);
    for (const {name} of touched) this.#sheet.change(name);
    for (const field of touched) {
      field.input.value = field.original;
      this.#change(field);
    }
    const last = touched.find(({input}) => input.checkVisibility());
    last?.input.focus();
    if (touched.length) this.#announce("The numbers of the text are back.");
  }

  #field(name, cell, why) {
    const {label, value, speech: [, sign, [[, one, many]]]} = this.#sheet.quantities[name];
    const original = sayExactly(value);
    const id = name.replace(".", "-");
    const unit = `${sign && "dollars"}${many}`.trim();
    const input = make("input", {type: "text", inputMode: "decimal", autocomplete: "off", value: original});
    input.size = original.length;
    input.setAttribute("aria-label", label.endsWith(unit) ? label : `${label}, ${unit}`);
    const words = make("span", {textContent: value === 1 ? one : many});
    const problem = make("span", {className: "estimate-problem", id: `${id}-problem`});
    const box = make("span", {className: "estimate-field"});
    why.id = `${id}-why`;
    input.setAttribute("aria-describedby", why.id);
    box.append(sign, input, words, problem);
    cell.replaceChildren(box);
    const field = {name, input, original, words, problem, box, why};
    input.addEventListener("input", () => this.#change(field));
    return field;
  }

  #change({name, input, original, words, problem, box, why}) {
    const {label, value, speech: [, , [[, one, many]]]} = this.#sheet.quantities[name];
    const written = readNumber(input.value);
    let wrong = "";
    if (written === null) wrong = `Write ${decimalComma(input.value) || "a number, such as 300 million or 0.7"}.`;
    else if (!this.#put(name, written, value)) wrong = `With this ${label} there is no result.`;
    else words.textContent = written === 1 ? one : many;
    problem.textContent = wrong;
    input.setAttribute("aria-invalid", String(Boolean(wrong)));
    input.setAttribute("aria-describedby", wrong ? `${problem.id} ${why.id}` : why.id);
    box.classList.toggle("changed", !wrong && input.value !== original);
    this.#refresh();
    this.#announce(wrong);
  }

  /** Takes `written` for the quantity's `value` unless some result were no number. */
  #put(name, written, value) {
    const before = this.#sheet.changes.get(name);
    this.#sheet.change(name, written === value ? undefined : written);
    const possible = Object.values(this.#sheet.compute()).every(Number.isFinite);
    if (!possible) this.#sheet.change(name, before);
    return possible;
  }

  #news() {
    const results = this.#results.map(({label, value}) => `${label} ${value.textContent}`);
    return [this.#conclusion?.said, ...results].filter(Boolean);
  }

  /** Says `message`, or else which results are new, once the reader pauses. */
  #announce(message) {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      const news = this.#news();
      this.#status.textContent = message || news.filter((result) => !this.#heard.includes(result)).join("; ");
      this.#heard = news;
    }, 700);
  }
}

/** What a block concludes, and what is said in its place once its condition no longer holds. */
class Conclusion {
  #condition;
  #sheet;
  #written;
  #instead;
  #flip = make("p", {className: "estimate-flip"});

  constructor(section, condition, sheet) {
    this.#condition = condition;
    this.#sheet = sheet;
    this.#written = section.querySelector(".estimate-conclusion");
    this.#instead = section.querySelector(".estimate-otherwise");
    (this.#instead ?? this.#written).before(this.#flip);
    this.#flip.hidden = true;
  }

  /** What the reader is told of the condition; nothing while it holds. */
  get said() {
    return this.#flip.textContent;
  }

  follow() {
    const holds = this.#sheet.holds(this.#condition);
    this.#flip.hidden = holds;
    this.#flip.textContent = holds ? "" : this.#sentence();
    if (this.#instead) {
      this.#instead.hidden = holds;
      this.#written.hidden = !holds;
    } else this.#written.classList.toggle("overturned", !holds);
  }

  #sentence() {
    const turns = this.#sheet.flips(this.#condition).map(({name, at, above}) => {
      const {label, speech: [, sign, rungs]} = this.#sheet.quantities[name];
      return `${label} is ${above ? "below" : "above"} ${say([3, sign, rungs], at * rungs[0][0])}`;
    });
    return `With your numbers the decision flips${turns.length ? `; it stands while ${turns.join(", or ")}` : ""}.`;
  }
}

/** `number` as one may type it. */
function sayExactly(number) {
  const said = say([EXACT, "", [[1, "", ""]]], number);
  return readNumber(said) === number ? said : String(number);
}

/** The content of `cell`, in an element of its own. */
function wrapped(cell) {
  const value = make("span", {className: "estimate-value"});
  value.append(...cell.childNodes);
  cell.append(value);
  return value;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
