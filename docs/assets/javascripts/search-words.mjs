// What the search takes for a word, and which words it takes for the same: in pages, in queries and where it marks them.

// Too common to tell one page from another.
const COMMON = new Set(
  `a about after again all also am an and any are as at be because been before being both but by came can come comes
   could did do does doing done down each every for from get had has have having he her here him his how i if in
   into is it its just like many may me more most much must my no nor not of off on one only or other our out over
   own per said same say says see seen she should so some still such take taken takes taking than that the their
   them then there these they this those through to too under until up use used uses using versus very vs was way we
   were what when where which while who whom whose why will with without would you your`.split(/\s+/),
);

export const WORD = /[\p{L}\p{N}]+/gu;
const COMPOUND = /[\p{L}\p{N}]+(?:['’.\-‐‑–/@&+][\p{L}\p{N}]+)*/gu;
const POSSESSIVE = /['’]s$/;
const ACCENT = /\p{M}/gu;

/** The words of a text as they stand, in order, without the commonest. */
export function words(text) {
  const parts = text.match(COMPOUND)?.flatMap((compound) => {
    const parts = compound.replace(POSSESSIVE, "").match(WORD);
    // "A/B" and "i.i.d." are words as a whole only.
    return parts.every((part) => part.length === 1) ? [parts.join("")] : parts;
  });
  return (parts ?? []).map((part) => part.toLowerCase()).filter((part) => !COMMON.has(part));
}

const PLURALS = [
  [/(ss|sh|ch|x)es$/, "$1"],
  [/ies$/, "y"],
  [/(?<!^new)(?<=[^suai])s$/, ""],
];
// The first that leaves enough of a word is taken off.
const SUFFIXES = [/i[sz]ation$/, /i[sz](?:e|ed|ing)$/, /ation$/, /at(?:e|ed|ing)$/, /(?<=[st])ion$/, /ing$/, /(?<=..)ed$/, /ly$/, /e$/];
const LEAST = 3;

const stems = new Map();
/** One form for the forms of a word: "ranked" and "ranking", "cache" and "caching", "quantize" and "quantisation". */
export function stem(word) {
  if (!stems.has(word)) stems.set(word, stemmed(word));
  return stems.get(word);
}

function stemmed(word) {
  let stem = word.normalize("NFKD").replace(ACCENT, "").toLowerCase();
  if (stem.length <= LEAST || /\d/.test(stem)) return stem;
  const [plural, singular] = PLURALS.find(([ending]) => ending.test(stem)) ?? [];
  if (plural) stem = stem.replace(plural, singular);
  for (const suffix of SUFFIXES) {
    const rest = stem.replace(suffix, "");
    if (rest === stem || rest.length < LEAST || !/[aeiouy]/.test(rest)) continue;
    stem = rest;
    break;
  }
  // What "embedding" and "shipping" leave.
  return stem.replace(/(?<=..)([bdgmnprt])\1$/, "$1");
}
