// What a reader does here stays on this device, in one place: this module reads, writes, migrates, merges and exports it.
// The tools never touch the browser's storage themselves.
//
// Whatever goes wrong (nothing may be stored, the store is full, what is in it cannot be read), what was there is left as
// it is, what is new is kept as long as the tab is open, and `trouble` says in words what happened.

const KEY = "ml-system-design-field-guide";
export const VERSION = 1;

// The step at index n makes of a record of version n + 1 one of version n + 2, in place.
const MIGRATIONS = [];

const TROUBLE = {
  blocked: "This browser keeps nothing for this site (private window, or storage is switched off). What you do here is gone when you close this tab, unless you save it as a file.",
  full: "The browser’s storage is full. What you did last is kept only as long as this tab is open: save it as a file.",
  damaged: "What was stored here cannot be read. It was left as it is; what you do now is kept only as long as this tab is open.",
  newer: "What is stored here was written by a newer version of this site. It was left as it is; reload the page to get that version.",
};

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isTime = (value) => Number.isFinite(value) && value >= 0;
const isDated = (value) => isMap(value) && isTime(value.at);
const isLog = (value) => Array.isArray(value) && value.every((entry) => Array.isArray(entry) && isTime(entry[0]) && typeof entry[1] === "string");

const newer = (one, other) => (other.at > one.at ? other : one);
const later = Math.max;
// Each entry once, in the order of time: two devices that have both gone on lose nothing.
const both = (one, other) => {
  const entries = new Map([...one, ...other].map((entry) => [JSON.stringify(entry), entry]));
  return [...entries.values()].sort(([a], [b]) => a - b);
};

// What is stored, by name: whether an entry is one, and what two entries of one id come to.
const MAPS = {
  // The address of a card → [[time, grade], …]
  reviews: [isLog, both],
  // The address of a decision → {at, right}
  decisions: [isDated, newer],
  // The address of a section → when it was read
  read: [isTime, later],
  // {at, case, level, scores, …}, by the time each began
  mocks: [isDated, newer],
  // {at, case, right, asked}, by the time each began
  drills: [isDated, newer],
  // What the plan lists → {at, done}
  ticks: [isDated, newer],
  // A single record → {at, …}: the plan, the place where one left off, what was exported
  single: [isDated, newer],
};

const empty = () => ({ format: KEY, version: VERSION, ...Object.fromEntries(Object.keys(MAPS).map((name) => [name, {}])) });

/** Why a record is not taken; its message is for the reader. */
class Refused extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

/** The record that `text` holds, in today's form, and how many of its entries could not be read. */
function parse(text) {
  let raw;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Refused("damaged", "The file is damaged: it is no whole JSON.");
  }
  if (!isMap(raw) || raw.format !== KEY) throw new Refused("damaged", "The file is not one that this site has saved.");
  if (!(Number.isInteger(raw.version) && raw.version >= 1)) throw new Refused("damaged", "The file does not say its version.");
  if (raw.version > VERSION) throw new Refused("newer", "The file was saved by a newer version of this site. Reload the page and try again.");
  for (const step of MIGRATIONS.slice(raw.version - 1)) step(raw);
  const state = empty();
  let lost = 0;
  for (const [name, [isEntry]] of Object.entries(MAPS)) {
    const entries = isMap(raw[name]) ? Object.entries(raw[name]) : [];
    const good = entries.filter(([, value]) => isEntry(value));
    lost += entries.length - good.length;
    state[name] = Object.fromEntries(good);
  }
  return { state, lost };
}

/** What two records come to: every entry of both, and of two with one id what their kind says. */
export function merge(one, other) {
  const merged = empty();
  for (const [name, [, of]] of Object.entries(MAPS)) {
    const entries = new Map(Object.entries(one[name]));
    for (const [id, value] of Object.entries(other[name])) entries.set(id, entries.has(id) ? of(entries.get(id), value) : value);
    merged[name] = Object.fromEntries(entries);
  }
  return merged;
}

const count = (state) => Object.keys(MAPS).reduce((sum, name) => sum + Object.keys(state[name]).length, 0);

export class Store {
  #area;
  #trouble = "";
  // What could not be written; a tab's own.
  #unsaved = null;
  #listeners = new Map();

  /** `area` gives the browser's storage; asking for it may fail. */
  constructor(area = () => localStorage) {
    this.#area = area;
    globalThis.addEventListener?.("storage", ({ key }) => (key === KEY || key === null) && this.#tell());
  }

  /** Everything that is known now, from this tab and from others. */
  read() {
    let stored = empty();
    try {
      const text = this.#area().getItem(KEY);
      if (text !== null) stored = parse(text).state;
      if (this.#trouble !== "full") this.#trouble = "";
    } catch (error) {
      this.#trouble = error instanceof Refused ? error.reason : "blocked";
    }
    return this.#unsaved ? merge(stored, this.#unsaved) : stored;
  }

  /** Lets `edit` change what is known, and keeps that. Another tab's changes are in what it is given. */
  change(edit) {
    const state = this.read();
    edit(state);
    this.#write(state);
    this.#tell();
  }

  #write(state) {
    this.#unsaved = state;
    // Another program's record, or one that cannot be read, is not written over.
    if (["damaged", "newer"].includes(this.#trouble)) return;
    try {
      this.#area().setItem(KEY, JSON.stringify(state));
      this.#unsaved = null;
      this.#trouble = "";
    } catch {
      if (this.#trouble !== "blocked") this.#trouble = "full";
    }
  }

  /** What keeps this device from storing, in words; empty if nothing does. */
  get trouble() {
    this.read();
    return this.#trouble && TROUBLE[this.#trouble];
  }

  /** The text of a stored record that cannot be read, for the reader to save; null if there is none. */
  get unreadable() {
    return this.trouble === TROUBLE.damaged ? this.#area().getItem(KEY) : null;
  }

  /** The whole record as the text of a file. */
  export() {
    this.change((state) => (state.single.exported = { at: Date.now() }));
    return JSON.stringify(this.read(), null, 1);
  }

  /** Adds what the `text` of a file holds, and says what came of it. Nothing that is here is lost. */
  import(text) {
    let read;
    try {
      read = parse(text);
    } catch (error) {
      if (error instanceof Refused) return `${error.message} Nothing was changed.`;
      throw error;
    }
    const before = this.read();
    const after = merge(before, read.state);
    this.#write(after);
    this.#tell();
    const added = count(after) - count(before);
    const lost = read.lost ? ` ${read.lost} of its entries could not be read and were left out.` : "";
    return `The file has ${count(read.state)} entries, ${added} of them new here; the others were joined with yours.${lost}`;
  }

  /** Puts what was done in this tab in the place of what cannot be read. */
  beginAnew() {
    const done = this.#unsaved ?? empty();
    this.#trouble = "";
    this.#write(done);
    this.#tell();
  }

  /** Forgets everything, also what cannot be read. */
  clear() {
    this.#unsaved = null;
    this.#trouble = "";
    try {
      this.#area().removeItem(KEY);
    } catch {
      this.#trouble = "blocked";
    }
    this.#tell();
  }

  /** Calls `listener` whenever something changes, here or in another tab, as long as `element` is on the page. */
  follow(element, listener) {
    this.#listeners.set(listener, element);
  }

  #tell() {
    for (const [listener, element] of this.#listeners) {
      if (element.isConnected) listener();
      else this.#listeners.delete(listener);
    }
  }
}

export const store = new Store();
