// How six scores become a verdict, as guide/rubric.py has it; a test holds the two together.

export const SIGNALS = ["Problem", "Data and labels", "Modeling", "Evaluation", "Operation", "Driving"];
const SENIOR = ["Data and labels", "Evaluation", "Operation", "Driving"];
const STAFF = ["Operation", "Driving"];

/** The highest level that the scores carry, `scores` by signal; nothing while one is missing. */
export function verdict(scores) {
  const given = SIGNALS.map((signal) => scores[signal]);
  if (!given.every(Boolean)) return "";
  if (given.includes(1)) return "no hire";
  if (SENIOR.every((signal) => scores[signal] >= 3)) {
    const fours = SIGNALS.filter((signal) => scores[signal] === 4);
    return fours.length >= 2 && fours.some((signal) => STAFF.includes(signal)) ? "hire at staff" : "hire at senior";
  }
  return given.filter((score) => score >= 3).length >= 2 ? "hire at mid" : "no hire";
}

/** The signal that was scored lowest, the first of several. */
export function weakest(scores) {
  return SIGNALS.filter((signal) => scores[signal]).reduce((low, signal) => (low && scores[low] <= scores[signal] ? low : signal), "");
}
