// Reads a quantity as people write it ("40k qps", "1.2 TB/day", "$3 million a month"), and compares it with a sheet's.

import { decimalComma, readNumber } from "../sheet.mjs";

const SECONDS = { us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, sec: 1, second: 1, min: 60, minute: 60, h: 3600, hr: 3600, hour: 3600, d: 86_400, day: 86_400, week: 604_800, month: 2_629_800, year: 31_557_600 };
const PREFIXES = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12, p: 1e15, e: 1e18, z: 1e21, y: 1e24 };
const RATES = new Set(["qps", "rps", "tps"]);
const NUMBER = /^([$€]?)\s*([+-]?[\d.,_]+(?:e[+-]?\d+)?)\s*((?:k|m|mn|b|bn|t|thousand|million|billion|trillion)\b)?\s*/i;

/** What a word measures: the dimension and how many of its base units; nothing if it is the name of a thing. */
function measure(word) {
  const one = word.toLowerCase();
  const time = SECONDS[one] ?? SECONDS[one.replace(/s$/, "")];
  if (time) return ["time", time];
  const [, prefix, binary, what] = one.match(/^([kmgtpezy]?)(i?)(b|bytes?|bits?|flops?)$/) ?? [];
  if (!what) return null;
  const size = binary ? 1024 ** Object.keys(PREFIXES).indexOf(prefix) : PREFIXES[prefix];
  return what.startsWith("flop") ? ["work", size] : ["data", what.startsWith("bit") ? size / 8 : size];
}

/** The dimensions and the size of a unit in words, of the page's (" payments a day") or a reader's ("/day"). */
function unitOf(words) {
  const unit = { time: 0, data: 0, work: 0, size: 1, percent: false, named: false };
  let below = false;
  for (const word of words.match(/\/|%|[a-zµ]+/gi) ?? []) {
    const one = word.toLowerCase();
    const [what, size] = RATES.has(one) ? ["time", 1] : (measure(word) ?? []);
    if (["/", "per", "a", "an", "each"].includes(one)) below = true;
    else if (["%", "percent", "pct"].includes(one)) Object.assign(unit, { percent: true, size: unit.size / 100, named: true });
    else if (what) {
      const down = below || RATES.has(one);
      unit[what] += down ? -1 : 1;
      unit.size *= down ? 1 / size : size;
      unit.named = true;
      below = false;
    } else below = false;
  }
  return unit;
}

/** The number and the unit that `text` writes, or what is `wrong` with it. */
export function readQuantity(text) {
  const written = text.trim().replace("−", "-").replace(/^(about|around|roughly|~|≈)\s*/i, "");
  const found = NUMBER.exec(written);
  if (!found) return { wrong: "Write a number, such as 40k or 1.2 million." };
  const number = readNumber(found[2] + (found[3] ?? "").toLowerCase().replace("mn", "m"));
  if (number === null) {
    const repaired = decimalComma(found[2]);
    return { wrong: repaired ? `Write ${repaired}, with a point.` : "Write a number, such as 40k or 1.2 million." };
  }
  return { number, ...unitOf(written.slice(found[0].length)) };
}

/** The unit in which a quantity of this `speech` is asked for, in words. */
export function unitWords([, sign, rungs]) {
  const [, , many] = rungs[0];
  const words = many.trim();
  if (rungs.length > 1 && rungs.some(([, one]) => /\bGB\b/.test(one))) return words.replace(/bytes?/, "bytes (kB, MB, GB, TB)");
  return [sign && "dollars", words].filter(Boolean).join(" ") || "a number";
}

/** What `text` comes to in the base units of a quantity with this `speech`, or what is `wrong` with it. */
export function inBaseUnits(text, speech) {
  const read = readQuantity(text);
  if (read.wrong) return read;
  const [, , rungs] = speech;
  const [size, , many] = rungs[0];
  const asked = unitOf(many);
  if (asked.percent !== read.percent) return { wrong: asked.percent ? "Write a percentage, such as 0.5%." : `It is asked for in ${unitWords(speech)}.` };
  if (!read.named) return rungs.length > 1 ? { wrong: `Write the unit as well: ${rungs.map(([, , each]) => each.trim()).slice(0, 5).join(", ")}.` } : { base: read.number * size };
  if (["time", "data", "work"].some((what) => asked[what] !== read[what])) return { wrong: `It is asked for in ${unitWords(speech)}.` };
  return { base: ((read.number * read.size) / asked.size) * size };
}

/** How far `base` lies from the right value: right within a factor of two. */
export function judge(base, right) {
  const ratio = base / right;
  if (ratio >= 0.5 && ratio <= 2) return { right: true, words: ratio > 0.9 && ratio < 1.1 ? "Right." : "Right, within a factor of two." };
  if (!(ratio > 0)) return { right: false, words: "The sign or the size is wrong." };
  const times = ratio > 1 ? ratio : 1 / ratio;
  const said = times < 10 ? times.toFixed(1).replace(/\.0$/, "") : Number(times.toPrecision(2)).toLocaleString("en-US");
  return { right: false, words: `${said} times too ${ratio > 1 ? "high" : "low"}.` };
}
