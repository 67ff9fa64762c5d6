// Lets the reader change an assumption and see every result on the page follow.
//
// The page carries each block's quantities as trees of numbers, names and operations over base units (guide/estimate/);
// arithmetic and wording are those of guide/estimate/, and a test holds the two together.

const EXACT = 12;
const MULTIPLES = {"": 1, k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9, t: 1e12, trillion: 1e12};

/** The number that `text` writes ("300e6", "300 million", "1.5k", "12,000"), or null. */
export function readNumber(text) {
  const match = /^([+-]?(?:\d[\d,_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)$/i.exec(text.trim().replace("−", "-"));
  const multiple = match && MULTIPLES[match[2].toLowerCase()];
  if (!multiple) return null;
  const value = Number(match[1].replace(/[,_]/g, "")) * multiple;
  return Math.abs(value) < 1e300 ? value : null;
}

/** The value of `tree`, asking `valueOf` for the quantities it names; not finite where there is no such number. */
export function evaluate(tree, valueOf) {
  if (typeof tree === "string") return valueOf(tree);
  if (typeof tree === "number") return tree;
  const [operator, ...operands] = tree;
  const [a, b, ...more] = operands.map((operand) => evaluate(operand, valueOf));
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

function sayNumber(value, digits) {
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

/** All quantities of the page: `changed` holds the reader's numbers by name, in the unit the page shows. */
export class Sheet {
  changed = new Map();

  constructor(quantities) {
    this.quantities = quantities;
  }

  /** Puts the reader's `number` for the quantity `name`, or with none the page's own. */
  change(name, number) {
    if (number === undefined) this.changed.delete(name);
    else this.changed.set(name, number);
  }

  /** The value of every quantity, in base units. */
  compute() {
    const values = {};
    const valueOf = (name) => {
      const {fixed, value, factor, tree} = this.quantities[name];
      return (values[name] ??= fixed ?? (tree === undefined ? (this.changed.get(name) ?? value) * factor : evaluate(tree, valueOf)));
    };
    Object.keys(this.quantities).forEach(valueOf);
    return values;
  }
}

const INVITATION = "Change a number and the results follow.";

export default function start(root) {
  const sections = [...root.querySelectorAll(".estimate:has(> script)")];
  const sheet = new Sheet(Object.assign({}, ...sections.map(quantitiesOf)));
  const blocks = sections.map((section) => new Block(section, sheet, refresh));
  const shown = [...root.querySelectorAll("[data-value]")]
    .filter((element) => sheet.quantities[element.dataset.value])
    .map((element) => ({element, original: element.textContent, ...element.dataset}));

  function refresh() {
    const values = sheet.compute();
    for (const {element, original, value, form} of shown) {
      const {say: speech, brief = speech} = sheet.quantities[value];
      const text = say(form === "brief" ? brief : speech, values[value], form === "number");
      if (text === element.textContent) continue;
      element.textContent = text;
      element.classList.toggle("changed", text !== original);
      if (form !== "brief") element.title = text === original ? "" : `The text has ${original}`;
    }
    blocks.forEach((block) => block.follow(values));
  }
}

function quantitiesOf(section) {
  return JSON.parse(section.querySelector(":scope > script").text);
}

/** One block's fields, reset button and announcements. */
class Block {
  #sheet;
  #refresh;
  #quantities;
  #tools = make("p", {className: "estimate-tools", textContent: INVITATION});
  #reset = make("button", {type: "button", textContent: "Reset"});
  #status = make("p", {className: "estimate-status"});
  #fields = [];
  #results = [];
  #heard;
  #pause;

  constructor(section, sheet, refresh) {
    this.#sheet = sheet;
    this.#refresh = refresh;
    this.#quantities = quantitiesOf(section);
    this.#status.setAttribute("role", "status");
    this.#reset.addEventListener("click", () => this.#restore());
    for (const value of section.querySelectorAll(".assumed .estimate-value")) this.#addField(value);
    if (!this.#fields.length) return;
    section.querySelector(".estimate-title").after(this.#tools);
    section.append(this.#status);
    this.follow(sheet.compute());
    this.#heard = this.#results;
  }

  /** Takes notice of a change somewhere on the page. */
  follow(values) {
    const own = this.#fields.some(({input, original}) => input.value !== original);
    if (own !== this.#reset.isConnected) this.#tools.replaceChildren(own ? this.#reset : INVITATION);
    this.#results = Object.entries(this.#quantities)
      .filter(([, {tree, say: speech}]) => tree !== undefined && speech)
      .map(([name, {label, say: speech}]) => `${label} ${say(speech, values[name])}`);
  }

  #addField(value) {
    const name = value.dataset.value;
    const {value: number, unit, label, say: [, sign, [[, one, many]]]} = this.#quantities[name];
    const said = say([EXACT, sign, [[1, "", ""]]], number).replace(sign, "");
    const original = readNumber(said) === number ? said : String(number);
    const input = make("input", {type: "text", inputMode: "decimal", autocomplete: "off", value: original, size: original.length});
    input.setAttribute("aria-label", [label, unit].filter(Boolean).join(", "));
    const words = make("span", {textContent: number === 1 ? one : many});
    const problem = make("span", {className: "estimate-problem", id: `${name.replace(".", "-")}-problem`});
    const cell = make("span", {className: "estimate-field"});
    cell.append(sign, input, words, problem);
    value.replaceWith(cell);
    const field = {name, label, number, original, one, many, input, words, problem, cell};
    input.addEventListener("input", () => this.#change(field));
    this.#fields.push(field);
  }

  #change(field) {
    const {name, label, number, original, one, many, input, words, problem, cell} = field;
    const written = readNumber(input.value);
    const before = this.#sheet.changed.get(name);
    let wrong = "";
    if (written === null) {
      wrong = "Write a number, such as 300 million or 0.7.";
    } else {
      this.#sheet.change(name, written === number ? undefined : written);
      if (!Object.values(this.#sheet.compute()).every(Number.isFinite)) {
        this.#sheet.change(name, before);
        wrong = `With this ${label} there is no result.`;
      } else {
        words.textContent = written === 1 ? one : many;
      }
    }
    problem.textContent = wrong;
    input.setAttribute("aria-invalid", String(Boolean(wrong)));
    input.setAttribute("aria-describedby", wrong ? problem.id : "");
    cell.classList.toggle("changed", !wrong && written !== number);
    this.#refresh();
    this.#announce(wrong);
  }

  #restore() {
    for (const field of this.#fields) {
      field.input.value = field.original;
      this.#change(field);
    }
    this.#fields[0].input.focus();
    this.#announce("The numbers of the text are back.");
  }

  /** Says `message`, or else which results are new, once the reader pauses. */
  #announce(message) {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      const news = this.#results.filter((result) => !this.#heard.includes(result));
      this.#heard = this.#results;
      this.#status.textContent = message || news.join("; ");
    }, 700);
  }
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
