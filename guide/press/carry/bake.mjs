// Drawings that look the same where no style sheet of ours is read: what the page's rules say of each part of them is
// written into the part. Evaluated in the press's Chromium, on a page that has them; see bake.py.
const INHERITED = {
  "fill": "#000000",
  "fill-opacity": "1",
  "stroke": "none",
  "stroke-width": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "font-size": "",
  "font-weight": "400",
  "text-anchor": "start",
  "dominant-baseline": "auto",
};
const OWN = {"opacity": "1", "vector-effect": "none"};
// Not shown themselves, but used or read.
const UNSEEN = "defs, marker, clipPath, linearGradient, title, desc";
const LENGTHS = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"];

// Everything stands on white.
function plain(value) {
  const numbers = value.match(/[\d.]+/g)?.map(Number);
  if (!/^(rgba?|color)\(/.test(value) || !numbers) return value.replace(/px\b/g, "");
  const scale = value.startsWith("color") ? 255 : 1;
  const [alpha = 1] = numbers.slice(3);
  const mixed = numbers.slice(0, 3).map((each) => Math.round(each * scale * alpha + 255 * (1 - alpha)));
  return `#${mixed.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
}

function bake(node, copy, above) {
  const style = getComputedStyle(node);
  if (style.display === "none" && !node.closest(UNSEEN)) return copy.remove();
  const here = {...above};
  for (const name of Object.keys(INHERITED)) {
    here[name] = plain(style.getPropertyValue(name));
    if (here[name] !== above[name]) copy.setAttribute(name, here[name]);
    else copy.removeAttribute(name);
  }
  for (const [name, usual] of Object.entries(OWN)) {
    const value = style.getPropertyValue(name);
    if (value !== usual) copy.setAttribute(name, value);
  }
  for (const name of LENGTHS) {
    if (!node.getAttribute(name)?.endsWith("%")) continue;
    const {baseVal} = node[name];
    copy.setAttribute(name, +(baseVal.value ?? baseVal[0].value).toFixed(1));
  }
  for (const {name} of [...copy.attributes]) if (/^(class|style|data-.*|tabindex|focusable)$/.test(name)) copy.removeAttribute(name);
  const copies = [...copy.children];
  [...node.children].forEach((child, index) => bake(child, copies[index], here));
  if (node.localName === "text" && style.paintOrder.startsWith("stroke")) surround(copy, here);
}

// Not every reader knows paint-order, and one that does not would draw the surroundings over the letters.
function surround(text, here) {
  const around = text.cloneNode(true);
  around.setAttribute("aria-hidden", "true");
  around.setAttribute("fill", here.stroke);
  text.before(around);
  text.setAttribute("stroke", "none");
  for (const name of ["stroke-width", "stroke-linejoin"]) text.removeAttribute(name);
}

function baked(svg) {
  const copy = svg.cloneNode(true);
  const {width, height} = svg.getBoundingClientRect();
  bake(svg, copy, INHERITED);
  const box = svg.viewBox.baseVal;
  const [wide, high] = svg.hasAttribute("viewBox") ? [box.width, box.height] : [width, height];
  if (!svg.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", wide);
  copy.setAttribute("height", high);
  copy.setAttribute("font-family", getComputedStyle(svg.querySelector("text") ?? svg).fontFamily.split(",")[0] + ", sans-serif");
  return new XMLSerializer().serializeToString(copy);
}

export default () => [...document.querySelectorAll("svg")].filter((svg) => !svg.parentElement.closest("svg")).map(baked);
