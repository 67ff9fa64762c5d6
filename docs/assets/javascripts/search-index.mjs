// The index: how it is made of the book's pages, and how a query is answered from it.
//
// A document is a place that a result can lead to: a page's beginning, a section, or a term of the glossary, which stands
// for the section that teaches it.

import MiniSearch from "../vendor/minisearch/minisearch.js";
import { stem, words } from "./search-words.mjs";

const BOOST = { title: 3, aliases: 3, heading: 3, tags: 2, text: 1 };
// A page is worth its beginning, with title, aliases and tags, and its three best sections.
const SECTIONS = [1, 1 / 2, 1 / 3];
// What is asked in the very words of a name: a title, an alias, a heading or a term.
const NAMED = 12;
// A practice page asks what its case study's page teaches.
const PRACTICE = /(?:^|\/)practice\/$/;
const LESS = 0.5;
// A heading that so many pages have is none that a reader looks for.
const REPEATED = 3;
// Of a whole paragraph that is pasted, the beginning.
const ASKED = 12;
const FUZZY = 0.2;
const FUZZY_ABOVE = 5;
// In how many places a word is taken to be that the book does not have, but something like it.
const UNKNOWN = 10;

const SERIAL = /^\d+\. /;
// Every calculation has numbers and single letters: they tell sections apart in a heading only.
const FIGURE = /^(?:\d+|.)$/u;
const options = {
  fields: Object.keys(BOOST),
  tokenize: (text, field) => (field === "text" ? words(text).filter((word) => !FIGURE.test(word)) : words(text)),
  processTerm: stem,
};

/**
 * Makes the index.
 *
 * @param {object[]} pages `{path, title, room, description, aliases, tags, sections, terms}`, where a section is
 *   `{anchor, heading, text}`, that of a page's beginning without an anchor, and a term `{names, text, taught}`, with
 *   the places it is taught as `[path, anchor]`.
 * @returns {object} what `load` takes, as JSON can hold it.
 */
export function index(pages) {
  const search = new MiniSearch(options);
  const numbers = new Map(pages.map(({ path }, number) => [path, number]));
  const places = [];
  const add = (place, fields) => search.add({ id: places.push(place) - 1, ...fields });
  const repeated = repeats(pages.flatMap(({ sections }) => sections.map(({ heading }) => heading)));
  pages.forEach(({ title, description, aliases, tags, sections }, number) => {
    for (const { anchor, heading, text } of sections) {
      if (!anchor) add([number, ""], { title, aliases: aliases.join(" "), tags: tags.join(" "), text: `${description} ${text}` });
      else if (repeated(heading)) add([number, anchor, heading], { text: `${heading} ${text}` });
      else add([number, anchor, heading], { heading, text });
    }
  });
  for (const { names, text, taught } of pages.flatMap(({ terms }) => terms)) {
    const keys = names.map(key);
    const apart = names.filter((_, at) => keys.indexOf(keys[at]) === at);
    for (const [path, anchor] of taught) {
      if (!numbers.has(path)) continue;
      add([numbers.get(path), anchor, apart.join(", "), text], { heading: apart.join(" "), text });
    }
  }
  const told = pages.map(({ path, title, room, description, aliases }) => ({ path, title, room, description, aliases }));
  return { pages: told, places, index: packed(search.toJSON()) };
}

// In the library's own form most bytes are numbers of documents. Here each is its distance from the one before, and how
// often the word stands in it follows, negative, unless it is once: two thirds of the bytes, half of the time to read.

function packed({ index, documentIds: _documentIds, fieldLength, ...rest }) {
  const distances = (times) => {
    let last = -1;
    return Object.keys(times).flatMap((id) => {
      const distance = id - last;
      last = Number(id);
      return times[id] > 1 ? [distance, -times[id]] : [distance];
    });
  };
  const words = index.map(([word, fields]) => [word, ...Object.keys(fields).map((field) => [Number(field), ...distances(fields[field])])]);
  return { ...rest, fieldLength: Object.values(fieldLength), words };
}

function unpacked({ words, fieldLength, ...rest }) {
  const times = (distances) => {
    const found = {};
    let id = -1;
    for (const number of distances) {
      if (number < 0) found[id] = -number;
      else found[(id += number)] = 1;
    }
    return found;
  };
  // One word at a time, so that few of these are kept at once.
  function* index() {
    for (const [word, ...fields] of words) yield [word, Object.fromEntries(fields.map(([field, ...distances]) => [field, times(distances)]))];
  }
  return { ...rest, fieldLength: { ...fieldLength }, documentIds: { ...fieldLength.map((_, id) => id) }, index: index() };
}

/** The same for all forms of a name. */
const key = (name) => words(name).map(stem).join(" ");

function repeats(headings) {
  const times = new Map();
  for (const heading of headings) times.set(heading, (times.get(heading) ?? 0) + 1);
  return (heading) => times.get(heading) >= REPEATED;
}

/** Makes of an index, as `index` returns it, what `find`, `complete` and `nearest` search in. */
export function load({ pages, places, index }) {
  const names = new Map();
  const vocabulary = new Set();
  const repeated = repeats(places.map(([, , heading]) => heading));
  const name = (text, id) => {
    const form = key(text);
    if (!names.has(form)) names.set(form, new Set());
    names.get(form).add(id);
  };
  places.forEach(([number, , heading, definition], id) => {
    const { title, aliases } = pages[number];
    if (heading && !definition) {
      if (!repeated(heading)) name(heading.replace(SERIAL, ""), id);
      return;
    }
    for (const text of heading ? heading.split(", ") : [title.replace(SERIAL, ""), ...aliases]) {
      name(text, id);
      vocabulary.add(text);
    }
  });
  const often = ([, ...distances]) => distances.filter((number) => number > 0).length;
  const known = new Map(index.words.map(([word, ...fields]) => [word, Math.max(...fields.map(often))]));
  const search = MiniSearch.loadJS(unpacked(index), options);
  return { pages, places, names, vocabulary: [...vocabulary], known, search };
}

/** What else may be meant by a word: it and the next written as one, two letters changed places, or two words in one. */
function variants(word, next, known) {
  const found = [];
  if (next && known.has(stem(word + next))) found.push([word + next]);
  if (known.has(stem(word))) return found;
  for (let at = 1; at < word.length; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    const swapped = left.slice(0, -1) + right[0] + left.at(-1) + right.slice(1);
    if (known.has(stem(swapped))) found.push([swapped]);
    if (left.length > 2 && right.length > 2 && known.has(stem(left)) && known.has(stem(right))) found.push([left, right]);
  }
  return found;
}

/**
 * Answers a query.
 *
 * @returns {{page: object, top: object, sections: object[]}[]} the pages, best first: each with the place of its
 *   beginning and the places below it that match, best first, each `{anchor, heading, definition, score, terms}`; terms
 *   are the words of it that match, as `stem` returns them.
 */
export function find({ pages, places, names, known, search }, query) {
  const asked = words(query).slice(0, ASKED).map((word, at, all) => ({ word, others: variants(word, all[at + 1], known) }));
  if (!asked.length) return [];
  const queries = asked.flatMap(({ word, others }) => [
    // A single letter begins too many words.
    { queries: [word], prefix: word.length > 1, fuzzy: word.length > FUZZY_ABOVE && !known.has(stem(word)) ? FUZZY : false },
    ...others.map((parts) => ({ queries: parts, combineWith: "AND" })),
  ]);
  const results = search.search({ queries, combineWith: "OR" }, { boost: BOOST, tokenize: (word) => [word] });
  const named = namesIn(asked.map(({ word }) => stem(word)), names);
  const meant = asked.map(({ word, others }) => {
    const forms = [word, ...others.flat()].map(stem);
    const times = Math.min(...forms.map((form) => known.get(form) ?? UNKNOWN));
    return { forms, weight: Math.log(1 + places.length / times) };
  });
  const weightOf = (words) => words.reduce((sum, { weight }) => sum + weight, 0);

  const found = new Map();
  for (const { id, score, terms, queryTerms } of results) {
    const [number, anchor, heading, definition] = places[id];
    if (!found.has(number)) found.set(number, { page: pages[number], top: { anchor: "", score: 0, terms: [] }, sections: [] });
    // A place that has all the words, or the rare ones, says more than one that has a common one often.
    const share = weightOf(meant.filter(({ forms }) => forms.some((form) => queryTerms.includes(form)))) / weightOf(meant);
    const place = { anchor, heading, definition, terms, score: share * (score + (named.get(id) ?? 0)) };
    if (heading) found.get(number).sections.push(place);
    else found.get(number).top = place;
  }
  for (const each of found.values()) {
    each.sections.sort((one, other) => other.score - one.score);
    each.score = SECTIONS.reduce((sum, weight, rank) => sum + weight * (each.sections[rank]?.score ?? 0), each.top.score);
    if (PRACTICE.test(each.page.path)) each.score *= LESS;
  }
  return [...found.values()].sort((one, other) => other.score - one.score);
}

/** What the places named in a query gain, by their numbers: all of it where the name is the whole query. */
function namesIn(asked, names) {
  const gains = new Map();
  for (let start = 0; start < asked.length; start++) {
    for (let end = start + 1; end <= asked.length; end++) {
      for (const id of names.get(asked.slice(start, end).join(" ")) ?? []) {
        gains.set(id, Math.max(gains.get(id) ?? 0, NAMED * ((end - start) / asked.length) ** 2));
      }
    }
  }
  return gains;
}

/** The shortest title, alias or term that goes on where `typed` stops; empty if none does. */
export function complete({ vocabulary }, typed) {
  const begun = typed.toLowerCase();
  const longer = vocabulary.filter((name) => name.length > typed.length && name.toLowerCase().startsWith(begun));
  return longer.reduce((best, name) => (best && best.length <= name.length ? best : name), "");
}

/** The titles, aliases and terms most like `query`, by the share of pairs of letters that the two have in common. */
export function nearest({ vocabulary }, query, count) {
  const wanted = pairs(query);
  const likeness = (name) => {
    const own = pairs(name);
    return [...own].filter((pair) => wanted.has(pair)).length / (own.size + wanted.size);
  };
  const ranked = vocabulary.map((name) => [name, likeness(name)]).sort(([, one], [, other]) => other - one);
  return ranked.slice(0, count).map(([name]) => name);
}

function pairs(text) {
  const padded = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}
