// Draws curves of a page's sheet: for the press, which puts them into the published page, for whoever writes, and for the
// reader who has changed a number. Text keeps its size whatever the width: what lies sideways is in percent, what lies
// upright in pixels, and only the curves stretch.

import {blocksIn, say, sayNumber, Sheet, written} from "./sheet.mjs";

// Steps of a curve, as guide/estimate/plot.py takes them.
const STEPS = 96;
const EXACT = 12;
const HEIGHT = 220;
const LANE = 18;
const FOOT = 24;
// The curves' own units across; a thousandth is less than a pixel.
const ACROSS = 1000;
// What a phone leaves for the ticks of an axis.
const ROOM = 284;
const HERE = "here";

/** The drawing and its numbers as HTML, of `plot` as guide/markdown/plots.py writes it, on `sheet`; `id` is the figure's. */
export function draw(id, plot, sheet) {
  const curves = trace(plot, sheet);
  const marks = marked(plot, sheet, curves);
  const heights = [...curves, ...marks].flatMap(({values}) => values).filter((value) => drawable(plot, value));
  // A reader's numbers may leave a log scale nothing.
  if (!heights.length) heights.push(1);
  const xWords = wordsFor(sheet.quantities[plot.sweep].speech);
  const yWords = wordsFor(sheet.quantities[plot.draw[0][0]].speech, Math.max(...heights.map(Math.abs)));
  const x = axis(curves.map(({at}) => at), plot.x[1], false, xWords.tick);
  const y = axis(heights.map((value) => value / yWords.size), plot.y[1], true, yWords.tick);
  const top = marks.length * LANE + 16;
  const foot = top + HEIGHT;
  const across = (value) => round(100 * x.place(value), 2);
  const up = (value) => round(top + HEIGHT * (1 - y.place(value / yWords.size)), 1);
  const levels = y.ticks.map((tick) => [up(tick * yWords.size), yWords.tick(tick)]);
  const parts = [
    ...levels.map(([level]) => `<line class="plot-grid" x2="100%" y1="${level}" y2="${level}"/>`),
    `<g transform="translate(0 ${top})"><svg width="100%" height="${HEIGHT}" viewBox="0 0 ${ACROSS} ${HEIGHT}" preserveAspectRatio="none">`,
    ...plot.draw.map((_, index) => {
      const points = curves.map(({at, values}) => [round(ACROSS * x.place(at), 0), drawable(plot, values[index]) ? round(up(values[index]) - top, 1) : NaN]);
      return `<path class="plot-curve plot-${index + 1}" d="${path(points)}"/>`;
    }),
    "</svg></g>",
    `<line class="plot-base" x2="100%" y1="${foot}" y2="${foot}"/>`,
    ...levels.map(([level, text]) => `<text class="plot-tick" y="${level - 4}">${text}</text>`),
    ...x.ticks.map((tick) => {
      const at = across(tick);
      const side = at < 4 ? "" : ` text-anchor="${at > 96 ? "end" : "middle"}"`;
      return `<line class="plot-base" x1="${at}%" x2="${at}%" y1="${foot}" y2="${foot + 5}"/>` +
        `<text class="plot-tick" x="${at}%" y="${foot + 19}"${side}>${xWords.tick(tick)}</text>`;
    }),
    ...marks.map(({at, points, note}, lane) => {
      const [from, to] = [lane * LANE + 18, note === HERE ? foot : Math.max(...points.map(up))];
      const line = `<line class="plot-mark${note === HERE ? " plot-here" : ""}" x1="${across(at)}%" x2="${across(at)}%" y1="${from}" y2="${to}"/>`;
      return line + points.map((value) => `<circle class="plot-point" cx="${across(at)}%" cy="${up(value)}" r="4"/>`).join("");
    }),
    ...marks.map(({at, note}, lane) => {
      const side = across(at) > 50 ? ' text-anchor="end"' : "";
      return `<text class="plot-said" x="${across(at)}%" y="${lane * LANE + 13}"${side}>${note} ${xWords.tick(at, 3)}</text>`;
    }),
  ];
  const svg = `<svg class="plot-lines" role="img" aria-labelledby="${id}-title" width="100%" height="${foot + FOOT}" focusable="false">`;
  // The names of the axes are as long as they are: they break where the width asks for it.
  const [above, below] = [named(plot.y[0], yWords), named(plot.x[0], xWords)].map((name) => `<p class="plot-axis">${escape(name)}</p>`);
  const drawing = `${svg}<desc>${escape(plot.description)}</desc>${parts.join("")}</svg>`;
  return key(plot) + above + drawing + below + said(plot, sheet, marks, curves) + numbers(plot, sheet, curves, marks);
}

/** The swept values, each with what every curve comes to there; the range reaches to a number that the reader has put in. */
function trace(plot, sheet) {
  const here = hereOn(plot, sheet);
  const [from, to] = [Math.min(plot.from, ...here), Math.max(plot.to, ...here)];
  return Array.from({length: STEPS + 1}, (_, step) => point(plot, sheet, between(from, to, step / STEPS, plot.x[1])));
}

/** The number that the page has, unless a log scale has no place for it. */
function hereOn(plot, sheet) {
  const number = sheet.number(plot.sweep);
  return number > 0 || !plot.x[1] ? [number] : [];
}

function between(from, to, share, log) {
  return log ? from * (to / from) ** share : from + (to - from) * share;
}

function point(plot, sheet, at) {
  const valueOf = sheet.at(plot.sweep, at);
  return {at, values: plot.draw.map(([name]) => valueOf(name))};
}

function drawable(plot, value) {
  return Number.isFinite(value) && (value > 0 || !plot.y[1]);
}

/** What is marked: the number that the page has, the lowest point, the break-evens; each with the curves it lies on. */
function marked(plot, sheet, curves) {
  const order = plot.draw.map(([name]) => name);
  const lowest = plot.minimum && lowestOf(plot, sheet, curves, order.indexOf(plot.minimum));
  const [first, second] = plot.cross.map((name) => order.indexOf(name));
  const places = [
    ...hereOn(plot, sheet).map((at) => [HERE, at, order.map((_, index) => index)]),
    ...(lowest ? [["lowest", lowest, [order.indexOf(plot.minimum)]]] : []),
    ...crossings(plot, sheet, curves, first, second).map((at) => ["break-even", at, [first]]),
  ];
  return places.map(([note, at, on]) => {
    const {values} = point(plot, sheet, at);
    return {note, at, values, on, points: on.map((index) => values[index]).filter((value) => drawable(plot, value))};
  });
}

/** The same in sentences. */
function said(plot, sheet, marks, curves) {
  const {speech: [, sign, rungs]} = sheet.quantities[plot.sweep];
  const sentences = marks.map(({note, at, values, on}) => {
    const place = say([3, sign, rungs], at * rungs[0][0]);
    const heights = on.map((index) => [plot.draw[index][1], say(sheet.quantities[plot.draw[index][0]].speech, values[index])]);
    if (note === HERE) return `Here, at ${place}: ${heights.map((height) => height.join(" ")).join(", ")}.`;
    if (note === "lowest") return `Lowest ${heights[0][0]}: ${heights[0][1]}, at ${place}.`;
    const [first, second] = plot.cross.map((name) => plot.draw.findIndex(([drawn]) => drawn === name));
    const before = curves.findLast((each) => each.at < at).values;
    const lower = [first, second].sort((one, other) => before[one] - before[other]).map((index) => plot.draw[index][1]);
    return `Break-even at ${place}, where both are ${heights[0][1]}: below it ${lower[0]} is lower, above it ${lower[1]}.`;
  });
  return `<ul class="plot-marks">${sentences.map((sentence) => `<li>${escape(sentence)}</li>`).join("")}</ul>`;
}

function lowestOf(plot, sheet, curves, index) {
  const values = curves.map((each) => (Number.isFinite(each.values[index]) ? each.values[index] : Infinity));
  const step = values.indexOf(Math.min(...values));
  if (step === 0 || step === STEPS) return undefined;
  let [low, high] = [curves[step - 1].at, curves[step + 1].at];
  for (let turn = 0; turn < 60; turn += 1) {
    const [left, right] = [between(low, high, 1 / 3, plot.x[1]), between(low, high, 2 / 3, plot.x[1])];
    if (point(plot, sheet, left).values[index] <= point(plot, sheet, right).values[index]) high = right;
    else low = left;
  }
  return between(low, high, 1 / 2, plot.x[1]);
}

function crossings(plot, sheet, curves, first, second) {
  if (first === undefined) return [];
  const above = ({values}) => Math.sign(values[first] - values[second]);
  return curves.slice(1).flatMap((next, step) => {
    const before = curves[step];
    if (above(before) * above(next) !== -1) return [];
    let [low, high] = [before.at, next.at];
    for (let turn = 0; turn < 60; turn += 1) {
      const middle = between(low, high, 1 / 2, plot.x[1]);
      if (above(point(plot, sheet, middle)) === above(before)) low = middle;
      else high = middle;
    }
    return [high];
  }).slice(0, 2);
}

/**
 * The ticks of an axis, and where a value lies on it, from 0 to 1. An upright one ends at ticks, and a linear one begins
 * at 0 unless all is far above; the ticks of the other are as many as a phone has room for, written by `write`.
 */
function axis(values, log, upright, write) {
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) [low, high] = log ? [low / 2, low * 2] : [Math.min(low, 0), Math.max(high, 0) || 1];
  if (upright && !log && low > 0 && low < high / 2) low = 0;
  const room = (ticks) => upright || ticks.map(write).join("").length * 6.8 + ticks.length * 12 < ROOM;
  const choices = [5, 4, 3, 2].map((most) => (log ? logTicks(low, high, most) : linearTicks(low, high, most, upright)));
  const ticks = choices.find((choice) => choice.length > 1 && room(choice)) ?? choices.at(-1);
  if (upright) [low, high] = [Math.min(low, ticks[0]), Math.max(high, ticks.at(-1))];
  const span = log ? Math.log(high / low) : high - low;
  return {ticks, place: (value) => (log ? Math.log(value / low) : value - low) / span};
}

function linearTicks(low, high, most, outside) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((size) => size * power >= rough * 0.999);
  const [first, last] = outside ? [Math.floor(low / step), Math.ceil(high / step)] : [Math.ceil(low / step), Math.floor(high / step)];
  return Array.from({length: last - first + 1}, (_, index) => round((first + index) * step, 12));
}

/** Powers of ten; where those are too few, their doubles and fives, too. */
function logTicks(low, high, most) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({length: last - first + 1}, (_, index) => first + index);
  const inside = (ticks) => ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
  const decades = inside(powers.map((power) => Number(`1e${power}`)));
  const finer = inside(powers.flatMap((power) => [1, 2, 5].map((figure) => Number(`${figure}e${power}`))));
  const found = decades.length > 1 ? decades : finer.length > 1 ? finer : [low, high];
  return found.filter((_, index) => index % Math.ceil(found.length / (most + 1)) === 0);
}

/** How numbers are written on an axis, and which words are left to its name; `most` decides between kB and GB. */
function wordsFor([, sign, rungs], most = 0) {
  const [size, , many] = rungs.findLast(([size]) => most >= size) ?? rungs[0];
  const percent = many === "%" ? "%" : "";
  const words = percent ? "" : `${sign && "dollars"}${many}`.trim();
  const tick = (value, digits = EXACT) => {
    const number = sayNumber(value, digits);
    return `${number.startsWith("−") ? "−" : ""}${sign}${number.replace("−", "")}${percent}`;
  };
  return {size, words, tick};
}

function named(label, {words}) {
  if (!label || !words) return label || words;
  // "Dollars a day" has said it.
  return label.toLowerCase().includes(words.split(" ")[0]) ? label : `${label}, ${words}`;
}

/** A path through `points`; it breaks where one has no height. */
function path(points) {
  const runs = [[]];
  for (const point of points) {
    if (Number.isFinite(point[1])) runs.at(-1).push(point);
    else runs.push([]);
  }
  const drawn = (run) => thinned(run).map((point, step) => `${step ? "L" : "M"}${point.join(" ")}`).join("");
  return runs.filter((run) => run.length).map(drawn).join("");
}

/** Without the points that lie, by less than one can see, on the line between those that are left. */
function thinned(points) {
  const [start, end] = [points[0], points.at(-1)];
  const off = ([across, up]) => Math.abs(start[1] + (end[1] - start[1]) * (across - start[0]) / (end[0] - start[0]) - up);
  const offs = points.slice(1, -1).map(off);
  const most = Math.max(...offs);
  if (!(most > 0.25)) return points.length > 1 ? [start, end] : points;
  const split = offs.indexOf(most) + 1;
  return [...thinned(points.slice(0, split + 1)), ...thinned(points.slice(split)).slice(1)];
}

/** Which curve is which; one alone is named by its axis. */
function key({draw: drawn}) {
  if (drawn.length === 1) return "";
  const items = drawn.map(([, label], index) =>
    `<li><svg class="plot-sample" width="28" height="8" aria-hidden="true"><line class="plot-curve plot-${index + 1}" y1="4" x2="28" y2="4"/></svg> ${escape(label)}</li>`);
  return `<ul class="plot-key">${items.join("")}</ul>`;
}

/** The numbers behind the curves, for who does not see them. */
function numbers(plot, sheet, curves, marks) {
  const quarters = [0, 1, 2, 3, 4].map((quarter) => curves[quarter * STEPS / 4]);
  const rows = [...marks, ...quarters.filter(({at}) => !marks.some((mark) => Math.abs(mark.at - at) < 1e-9 * Math.abs(at)))];
  rows.sort((one, other) => one.at - other.at);
  const {speech: [, sign, rungs]} = sheet.quantities[plot.sweep];
  const heads = [plot.x[0], ...plot.draw.map(([, label]) => label)];
  const cells = ({at, values, note}) => [
    `<th scope="row">${escape(say([3, sign, rungs], at * rungs[0][0]))}${note ? ` (${note})` : ""}</th>`,
    ...values.map((value, index) => `<td>${Number.isFinite(value) ? escape(say(sheet.quantities[plot.draw[index][0]].speech, value)) : "–"}</td>`),
  ];
  return `<details class="plot-numbers"><summary>The numbers of this figure</summary><table class="plot-table"><thead><tr>${
    heads.map((head) => `<th scope="col">${escape(head)}</th>`).join("")}</tr></thead><tbody>${
    rows.map((row) => `<tr>${cells(row).join("")}</tr>`).join("")}</tbody></table></details>`;
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}

function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[sign]);
}

/** Draws every plot below `root` on `sheet` anew; a fold that is open stays open. */
export async function redraw(root, sheet) {
  const data = await written(root);
  for (const figure of root.querySelectorAll("figure.plot")) {
    const box = figure.querySelector(".plot-drawing");
    const isOpen = box.querySelector("details")?.open;
    box.innerHTML = draw(figure.id, data[figure.id], sheet);
    box.querySelector("details").open = Boolean(isOpen);
  }
}

/** Where nothing has drawn them yet: on a page that is being written. */
export default async function start(root) {
  await redraw(root, new Sheet(await blocksIn(root)));
}
