// What can be wrong with a drawing although Mermaid has laid it out: what a reader would misread, or not read at all.

// An arrow is looked at every so many pixels; less than so many of an overlap cannot be seen.
const STEP = 3;
const SLACK = 3;

/**
 * @param {SVGSVGElement} svg arranged, and in the document at its own size.
 * @param {{nodes: object[], edges: object[]}} parts what Mermaid says is drawn; empty for kinds without.
 * @param {string} source Mermaid's.
 * @returns {{faults: {words: string[], message: string}[], blemishes: number}} each fault, with the words of the source
 *   it is about, and how often something is not wrong, but would be better elsewhere.
 */
export function judge(svg, { nodes, edges }, source) {
  const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
  const boxes = nodes
    .filter(({ domId, isGroup }) => domId && !isGroup)
    .map(({ id, domId }) => ({ id, element: svg.querySelector(`#${CSS.escape(`${svg.id}-${domId}`)}`) }))
    .filter(({ element }) => element)
    .map(({ id, element }) => ({ id, element, name: said(element), rect: outline(element).getBoundingClientRect() }));
  const arrows = edges
    .map((edge) => ({ ...edge, path: svg.querySelector(`path[data-id="${CSS.escape(edge.id)}"]`) }))
    .filter(({ path }) => path)
    .map((edge) => ({ ...edge, points: along(edge.path) }));
  return {
    faults: [...behind(arrows, boxes), ...outside(svg, boxes), ...covered(texts, boxes), ...together(texts), ...broken(texts, source)],
    blemishes: grazed(arrows, boxes) + beside(arrows, texts),
  };
}

/** An arrow that goes on behind a box reads as one that ends there. */
function* behind(arrows, boxes) {
  const name = (id) => boxes.find((box) => box.id === id)?.name ?? id;
  for (const { start, end, points } of arrows) {
    for (const box of boxes) {
      if (box.id === start || box.id === end || !points.some((point) => within(point, box.rect, SLACK))) continue;
      yield { words: [start, end], message: `The arrow from “${name(start)}” to “${name(end)}” runs behind “${box.name}”.` };
    }
  }
}

/** Arrows that touch a box where they neither begin nor end. */
function grazed(arrows, boxes) {
  const touches = ({ start, end, points }) =>
    boxes.filter((box) => box.id !== start && box.id !== end && points.some((point) => within(point, box.rect, 0))).length;
  return arrows.reduce((sum, arrow) => sum + touches(arrow), 0);
}

/** Labels on another arrow than their own. */
function beside(arrows, texts) {
  const labels = texts.filter((text) => text.closest(".edgeLabel"));
  const crossed = (label) =>
    arrows.some(({ id, points }) => label.closest(".label")?.dataset.id !== id && points.some((point) => within(point, ink(label), 0)));
  return labels.filter(crossed).length;
}

/** Text that is larger than what it stands in. */
function* outside(svg, boxes) {
  const pairs = boxes.flatMap(({ element, rect }) => [...element.querySelectorAll("text")].map((text) => [text, rect]));
  for (const rect of svg.querySelectorAll("rect.actor, rect.note")) {
    const text = rect.parentElement.querySelector("text");
    if (text) pairs.push([text, rect.getBoundingClientRect()]);
  }
  for (const [text, rect] of pairs) {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const over = Math.max(rect.left - left, right - rect.right, rect.top - top, bottom - rect.bottom);
    if (over > 1) yield { words: [said(text)], message: `“${said(text)}” is ${Math.ceil(over)} px larger than its box.` };
  }
}

/** A box is drawn over the arrows' labels. */
function* covered(texts, boxes) {
  for (const text of texts.filter((each) => each.closest(".edgeLabel"))) {
    const box = boxes.find(({ rect }) => overlap(ink(text), rect));
    if (box) yield { words: [said(text)], message: `“${box.name}” covers the label “${said(text)}”.` };
  }
}

function* together(texts) {
  const rects = texts.map(ink);
  const named = new Set();
  for (let one = 0; one < texts.length; one++) {
    const other = rects.findIndex((rect, index) => index > one && overlap(rects[one], rect));
    if (other < 0 || named.has(one)) continue;
    named.add(other);
    const [first, second] = [said(texts[one]), said(texts[other])];
    yield { words: [first, second], message: `“${first}” and “${second}” are drawn over each other.` };
  }
}

/** Mermaid breaks a word that is longer than a line. */
function* broken(texts, source) {
  const plain = new DOMParser().parseFromString(source.replace(/<\/?[a-z][^>]*>/gi, " "), "text/html").body.textContent;
  const written = new Set([...words(plain), ...words(source)]);
  for (const text of texts.filter((each) => each.closest(".node, .edgeLabel, .actor, .messageText, .noteText"))) {
    const part = words(said(text)).find((word) => /\p{L}/u.test(word) && !written.has(word));
    if (part) yield { words: [part], message: `A word is broken into “${part}” and a rest.` };
  }
}

const words = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const said = (element) => [...element.querySelectorAll("text, tspan")].filter((part) => !part.children.length)
  .map((part) => part.textContent).join(" ").trim() || element.textContent.replace(/\s+/g, " ").trim();
/** Where letters stand: a line of text keeps room above and below them. */
function ink(text) {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  return { left, right, top: top + SLACK, bottom: bottom - SLACK };
}
const outline = (node) => node.querySelector(":is(rect, circle, ellipse, polygon, path)") ?? node;
const within = ({ x, y }, { left, right, top, bottom }, slack) =>
  x > left + slack && x < right - slack && y > top + slack && y < bottom - slack;
const overlap = (a, b) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;

function along(path) {
  const onScreen = path.getScreenCTM();
  const steps = Math.ceil(path.getTotalLength() / STEP);
  return Array.from({ length: steps + 1 }, (_, step) => path.getPointAtLength(step * STEP).matrixTransform(onScreen));
}
