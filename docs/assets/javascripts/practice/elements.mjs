// Makes what the tools show.

/** An element; `attributes` are its properties, those with a hyphen its attributes, and functions what it listens to. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (name.includes("-") || name === "for") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export const button = (words, click, attributes = {}) => element("button", { type: "button", click, ...attributes }, words);

/** An element that holds HTML which `gather.mjs` has taken from the book's pages. */
export function quoted(tag, html, attributes = {}) {
  const node = element(tag, attributes);
  node.innerHTML = html;
  return node;
}

/** "1 card", "2 cards". */
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Puts `children` into `box` and the reader's focus on the first of them that says where one is. */
export function show(box, ...children) {
  box.replaceChildren(...children.filter(Boolean));
  const start = box.querySelector("[data-start]");
  if (!start) return;
  start.tabIndex = -1;
  start.focus({ preventScroll: true });
  const { top } = box.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) box.scrollIntoView({ block: "start" });
}

/**
 * Calls `keys[key]` when the reader presses it within `box`, but not while writing. Letters typed elsewhere stay the
 * browser's and the screen reader's.
 */
export function listenForKeys(box, keys) {
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    const act = keys()[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** Offers `text` to the reader as a file. */
export function saveFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A date as people write it where the reader is, without the time. */
export const sayDate = (time) => new Date(time).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" });
