// The levels one applies for.

import { element } from "./elements.mjs";

export const LEVELS = { mid: "Mid", senior: "Senior", staff: "Staff" };

/** Radio buttons of one name. */
export function choice(name, words, chosen) {
  return Object.entries(words).map(([value, text]) => element("label", {}, element("input", { type: "radio", name, value, checked: value === chosen }), ` ${text}`));
}
