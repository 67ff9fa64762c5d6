// What the interviewer says and when, and what they answer to a question in the candidate's own words.

export const LENGTH = 45;

/** Which of `list` a run with this seed takes. */
export const chosenBy = (seed, list) => list[Math.floor(seed / 7) % list.length];

/**
 * What the interviewer says unasked, in order: a twist at its minute, two probes of the level, and how much time is left.
 * `seed` decides which of several, so that a run that is gone on with stays the same.
 */
export function plan({ twists, probes }, level, seed) {
  const twist = chosenBy(seed, twists);
  const fitting = probes.filter((probe) => probe.level === level);
  const others = probes.filter((probe) => probe.level !== level);
  const first = chosenBy(seed, fitting) ?? chosenBy(seed, others);
  const second = chosenBy(seed, [...fitting, ...others].filter((probe) => probe !== first));
  const said = [
    first && { minute: 13, kind: "probe", id: first.id, text: first.question },
    // Whoever has just heard that time is short hears nothing else in that minute.
    twist && { minute: twist.minute - (twist.minute === LENGTH - 10), kind: "twist", id: twist.id, text: twist.title },
    { minute: LENGTH - 10, kind: "time", text: "We have ten minutes left." },
    second && { minute: 39, kind: "probe", id: second.id, text: second.question },
    { minute: LENGTH, kind: "time", text: "That is our time. Finish your thought, and end when you like." },
  ];
  // Nobody says two things at once.
  const free = said.filter(Boolean).map((each) => (each.kind === "probe" && twist && Math.abs(each.minute - twist.minute) < 3 ? { ...each, minute: twist.minute + 4 } : each));
  return free.sort((one, other) => one.minute - other.minute);
}

const LITTLE = new Set("a an and any are as at be by can do does for from have how i if in is it its many may much not of on or our should some that the their there they this to us was we what when where which who why will with you your".split(" "));

/** The words of `text` that say something, cut to their stems, roughly. */
export function stems(text) {
  const words = text.toLowerCase().normalize("NFKD").match(/[a-z0-9]{2,}/g) ?? [];
  return new Set(words.filter((word) => !LITTLE.has(word)).map((word) => (word.length > 4 ? word.replace(/(ations?|ings?|ies|ed|es|s)$/, "") : word)));
}

/** The questions of `list` that `text` may mean, the likeliest first: by its words, those of its id, and of what is answered. */
export function matching(text, list) {
  const wanted = stems(text);
  const scored = list.map((each) => {
    const question = stems(`${each.question} ${each.id.replaceAll("-", " ")}`);
    const answer = stems(`${each.answer} ${each.effect}`);
    const hits = [...wanted].reduce((sum, word) => sum + (question.has(word) ? 2 : answer.has(word) ? 1 : 0), 0);
    return [hits / Math.sqrt(question.size + 3), each];
  });
  return scored.filter(([score]) => score >= 0.6).sort(([a], [b]) => b - a).map(([, each]) => each);
}
