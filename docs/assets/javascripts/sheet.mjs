// A page's sheet as the browser computes it.
//
// The page carries each block's quantities as trees of numbers, names and operations over base units. What they come to
// and how that is said follows guide/estimate/ and guide/markdown/estimates.py; a test holds the two together.

export const EXACT = 12;
const SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "};
const FUNCTIONS = {sqrt: "√", log2: "log₂", log10: "log₁₀", ceil: "round up", floor: "round down"};
const WORDS = {thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12};
const MULTIPLES = {"": 1, k: 1e3, m: 1e6, b: 1e9, bn: 1e9, t: 1e12, ...WORDS};

/** The number that `text` writes ("300e6", "300 million", "1.5k", "12,000"), or null; "2,5" is none, and not 25. */
export function readNumber(text) {
  const match = /^([+-]?(?:(?:[1-9]\d{0,2}(?:,\d{3})+|\d[\d_]*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)$/i.exec(text.trim().replace("−", "-"));
  const multiple = match && MULTIPLES[match[2].toLowerCase()];
  if (!multiple) return null;
  const value = Number(match[1].replace(/[,_]/g, "")) * multiple;
  return Math.abs(value) < 1e300 ? value : null;
}

/** `text` with a point for its decimal comma ("2,50", "12,"), or nothing if that is not what is wrong with it. */
export function decimalComma(text) {
  const repaired = text.trim().replace(/^([+-−]?\d+),(\d*)(?=$|[^\d,.])/, (_, whole, rest) => whole + (rest && `.${rest}`));
  return repaired !== text.trim() && readNumber(repaired) !== null ? repaired : "";
}

/** The value of `tree`, asking `valueOf` for the quantities it names; NaN where the build finds no number on the way. */
export function evaluate(tree, valueOf) {
  if (typeof tree === "number") return tree;
  const value = typeof tree === "string" ? valueOf(tree) : operate(tree, valueOf);
  return Number.isFinite(value) ? value : NaN;
}

function operate([operator, ...trees], valueOf) {
  const operands = trees.map((tree) => evaluate(tree, valueOf));
  if (operands.some(Number.isNaN)) return NaN;
  const [a, b, ...more] = operands;
  switch (operator) {
    case "+": return a + b;
    case "-": return operands.length > 1 ? a - b : -a;
    case "*": return a * b;
    case "/": return a / b;
    case "**": return a ** b;
    case "ln": return Math.log(a);
    case "ceil":
    case "floor": return whole(a / b, Math[operator]) * b;
    case "round": return Math.floor(a / b + 0.5) * b;
    case "min":
    case "max": return Math[operator](a, b, ...more);
    case "sqrt":
    case "log2":
    case "log10":
    case "exp":
    case "abs": return Math[operator](a);
    default: return NaN;
  }
}

/** Whether the condition `tree` holds, as guide/estimate/expression.py decides it. */
export function isTrue([operator, ...trees], valueOf) {
  if (operator === "and") return trees.every((tree) => isTrue(tree, valueOf));
  const [a, b] = trees.map((tree) => evaluate(tree, valueOf));
  return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator];
}

function whole(number, toward) {
  const nearest = Math.floor(number + 0.5);
  return Math.abs(number - nearest) <= 1e-9 * Math.max(1, Math.abs(number)) ? nearest : toward(number);
}

/** The quantity of `base` base units in words; `bare` leaves the words after the number away. */
export function say([digits, sign, rungs], base, bare = false) {
  let rung = rungs[0];
  for (const higher of rungs.slice(1)) {
    if (base && rounded(Math.abs(base) / higher[0], digits)[1] >= 0) rung = higher;
  }
  let number = sayNumber(base / rung[0], digits);
  if (sign && /^−?[\d,]+\.\d$/.test(number)) number += "0";
  const words = bare ? "" : number === "1" ? rung[1] : rung[2];
  return number.startsWith("−") ? `−${sign}${number.slice(1)}${words}` : `${sign}${number}${words}`;
}

export function sayNumber(value, digits) {
  if (value === 0) return "0";
  const [significant, exponent] = rounded(Math.abs(value), digits);
  const figures = String(significant).replace(/0+$/, "");
  const minus = value < 0 ? "−" : "";
  if (exponent < -4 || exponent >= 15) return `${minus}${point(figures, 0)} × 10${superscript(exponent)}`;
  const shift = exponent % 3;
  if (exponent >= 6 && figures.length - 1 - shift <= 3) {
    return `${minus}${point(figures, shift)} ${["million", "billion", "trillion"][Math.floor(exponent / 3) - 2]}`;
  }
  return minus + point(figures, exponent);
}

/** The significant digits of a positive `value` as one integer, and the power of ten of the first of them. */
function rounded(value, digits) {
  const [mantissa, power] = value.toExponential(EXACT - 1).split("e");
  const exact = Number(mantissa.replace(".", ""));
  const exponent = Number(power);
  if (exponent >= 0 && exponent < 3 && exact % 10 ** (EXACT - 1 - exponent) === 0) return [exact, exponent];
  const cut = 10 ** (EXACT - digits);
  const significant = Math.floor((exact + Math.floor(cut / 2)) / cut);
  return significant === 10 ** digits ? [significant / 10, exponent + 1] : [significant, exponent];
}

function point(figures, exponent) {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${figures}`;
  const wholes = figures.slice(0, exponent + 1).padEnd(exponent + 1, "0").replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = figures.slice(exponent + 1);
  return rest ? `${wholes}.${rest}` : wholes;
}

function superscript(number) {
  return String(number).replace(/[\d-]/g, (digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]));
}

/** The page's quantities by full name ("load.users"), and the reader's own numbers for some of them. */
export class Sheet {
  #own = new Map();
  #original;
  quantities = {};

  /** `blocks` as blocksIn finds them. */
  constructor(blocks) {
    for (const {name: block, assume, compute, fixed} of blocks) {
      const full = (tree) => withFullNames(tree, block);
      const add = (name, given, speech) => (this.quantities[name] = {label: name, ...given, ...speech});
      for (const [name, base, ...speech] of fixed) add(name, {fixed: base}, speeches(2, speech));
      for (const [name, value, ...speech] of assume) add(full(name), {value}, speeches(EXACT, speech));
      for (const [name, tree, ...speech] of compute) add(full(name), {tree: full(tree)}, speeches(2, speech));
    }
    this.#original = this.compute();
  }

  /** Puts the reader's `number`, in the unit the page shows, for the quantity `name`, or with none the page's own. */
  change(name, number) {
    if (number === undefined) this.#own.delete(name);
    else this.#own.set(name, number);
  }

  /** The reader's own numbers, by the names of their quantities. */
  get changes() {
    return new Map(this.#own);
  }

  /** The value of every quantity, in base units. */
  compute() {
    const valueOf = this.#valuesWith(this.#own);
    return Object.fromEntries(Object.keys(this.quantities).map((name) => [name, valueOf(name)]));
  }

  /** Whether the condition `tree` holds with the numbers as they are now. */
  holds(tree) {
    return isTrue(tree, this.#valuesWith(this.#own));
  }

  /**
   * Which of the reader's numbers alone made the condition `tree` false: the name of each, the number at which it turned,
   * and whether the reader's lies above that.
   */
  flips(tree) {
    const holdsWith = (name, number) => isTrue(tree, this.at(name, number));
    return [...this.#own]
      .filter(([name]) => holdsWith(name, this.quantities[name].value))
      .map(([name, reached]) => {
        let [good, bad] = [this.quantities[name].value, reached];
        for (let step = 0; step < 60; step += 1) {
          const middle = (good + bad) / 2;
          if (holdsWith(name, middle)) good = middle;
          else bad = middle;
        }
        return {name, at: bad, above: reached > this.quantities[name].value};
      });
  }

  /** The number that stands for the assumption `name` now, in its own unit. */
  number(name) {
    return this.#own.get(name) ?? this.quantities[name].value;
  }

  /** What gives the value of a quantity by its name, were the assumption `name` another number. */
  at(name, number) {
    return this.#valuesWith(new Map(this.#own).set(name, number));
  }

  #valuesWith(own) {
    const values = {};
    const valueOf = (name) => {
      const {fixed, value, tree, speech: [, , [[size]]]} = this.quantities[name];
      const given = () => fixed ?? (own.get(name) ?? value) * size;
      return (values[name] ??= tree === undefined ? given() : evaluate(tree, valueOf));
    };
    return valueOf;
  }

  /** What an expression looks like with its numbers put in: text and elements. */
  formula(tree, values) {
    if (typeof tree === "number") return [sayNumber(tree, EXACT)];
    if (typeof tree === "string") {
      const {label, brief} = this.quantities[tree];
      const text = say(brief, values[tree]);
      const changed = text !== say(brief, this.#original[tree]);
      return [Object.assign(document.createElement("span"), {className: changed ? "operand changed" : "operand", title: label, textContent: text})];
    }
    const within = (operand, binding) => {
      const inner = this.formula(operand, values);
      const negative = binding > 1 && typeof operand === "string" && values[operand] < 0;
      return negative || bindingOf(operand) < binding ? ["(", ...inner, ")"] : inner;
    };
    const [operator, ...operands] = tree;
    const [a, b] = operands;
    const binding = bindingOf(tree);
    if (operator === "-" && b === undefined) return ["−", ...within(a, binding)];
    if (operator === "**") {
      const raised = document.createElement("sup");
      raised.append(...this.formula(b, values));
      return [...within(a, binding + 1), raised];
    }
    // A "1 request" makes units agree, and a reader would see "× 1".
    const onlyUnit = (operand) => typeof operand === "string" && /^\d/.test(operand) && say(this.quantities[operand].brief, values[operand]) === "1";
    if (operator === "*" && onlyUnit(a)) return within(b, binding);
    if ("*/".includes(operator) && onlyUnit(b)) return within(a, binding);
    if (operator in SIGNS) {
      const tighter = "-/".includes(operator) ? 1 : 0;
      return [...within(a, binding), SIGNS[operator], ...within(b, binding + tighter)];
    }
    const shown = ["ceil", "floor", "round"].includes(operator) ? [a] : operands;
    const inner = shown.flatMap((operand, index) => [index ? ", " : "", ...this.formula(operand, values)]);
    return [`${FUNCTIONS[operator] ?? operator}(`, ...inner, ")"];
  }
}

export function withFullNames(tree, block) {
  if (Array.isArray(tree)) return [tree[0], ...tree.slice(1).map((operand) => withFullNames(operand, block))];
  // A number with a unit has a name, too: "8 byte/number".
  return typeof tree !== "string" || /^[\d.]|\./.test(tree) ? tree : `${block}.${tree}`;
}

function speeches(usual, [rungs, brief, digits = usual, sign = ""]) {
  const sized = (words) => rungs.map(([size, full], index) => [size, ...oneAndMany(words?.[index] ?? full)]);
  return {speech: [digits, sign, sized()], brief: [Math.min(digits + 1, EXACT), sign, sized(brief)]};
}

function oneAndMany(words) {
  const [one, many = one] = words.split("|");
  return [one, many];
}

function bindingOf(tree) {
  if (!Array.isArray(tree)) return Infinity;
  return tree[0] === "-" && tree.length === 2 ? 3 : {"+": 1, "-": 1, "*": 2, "/": 2, "**": 4}[tree[0]] ?? Infinity;
}

/**
 * What guide/markdown/ wrote of each estimate, plot and scenario below `root`, of the page at `address`, by its id. It
 * stands in the page while that is written; guide/press/sheets.py has moved it beside a published one.
 */
export async function written(root, address = location.href) {
  const elements = [...root.querySelectorAll(".estimate, .plot, .scenario")];
  const inline = elements.map((element) => [element.id, element.querySelector("template")?.content.textContent]);
  const beside = root.querySelector("[data-sheets]");
  if (beside) return (await fetch(new URL(beside.dataset.sheets, address))).json();
  return Object.fromEntries(inline.filter(([, text]) => text).map(([id, text]) => [id, JSON.parse(text)]));
}

/** Each block below `root`: its section, its name, and its quantities as guide/markdown/estimates.py writes them. */
export async function blocksIn(root, address) {
  const data = await written(root, address);
  return [...root.querySelectorAll(".estimate")]
    .filter(({id}) => data[id])
    .map((section) => ({section, name: section.id.replace("estimate-", ""), ...data[section.id]}));
}
