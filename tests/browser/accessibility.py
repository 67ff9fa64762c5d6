"""What axe finds: everything but contrast on each page, contrast once for each way that text looks in the book.

Contrast takes nine tenths of axe's time, and depends on nothing but how a text and what lies behind it are styled. A
book has a hundred thousand texts and some hundred such styles. So a page is asked which styles are on it, and axe looks
at one text of each that it has not seen yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# A style is the chain of elements around a text, each with its classes and what of its look reaches the text.
STYLES = """seen => {
  const known = new Set(seen), fresh = [], styles = new Map();
  const hash = (text) => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  const styleOf = (element) => {
    if (!element) return "";
    if (!styles.has(element)) {
      const look = getComputedStyle(element);
      styles.set(element, hash([
        styleOf(element.parentElement), element.tagName, [...element.classList].sort(), look.position, look.opacity,
        look.color, look.backgroundColor, look.backgroundImage, look.textShadow, look.fontSize, look.fontWeight,
      ].join("|")));
    }
    return styles.get(element);
  };
  const look = (element) => {
    if (known.has(styleOf(element)) || !element.checkVisibility({opacityProperty: true, visibilityProperty: true})) return;
    known.add(styleOf(element));
    fresh.push(element);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.data.trim()) look(texts.currentNode.parentElement);
  document.querySelectorAll("input, select, textarea").forEach(look);
  document.querySelectorAll("[data-new-style]").forEach((element) => delete element.dataset.newStyle);
  fresh.forEach((element) => { element.dataset.newStyle = ""; });
  return fresh.map(styleOf);
}"""
# The style sheets' text is wanted by an experimental rule only, which is off.
RUN = """async options => (await axe.run({...options, resultTypes: ["violations"], preload: {assets: ["media"]}})).violations"""
CONTRAST = "color-contrast"
# Of a text over a gradient axe says nothing: the shade at the edges of what scrolls is put away.
PREPARE = """id => {
  axe.configure({rules: [{id, selector: "[data-new-style]"}]});
  const plain = new CSSStyleSheet();
  plain.replaceSync(":is(.table, .formula-display) { background-image: none !important; }");
  document.adoptedStyleSheets.push(plain);
}"""


def contrast(tab: Page, seen: set[str]) -> Iterator[str]:
    """Texts that are too faint, of the styles that are not in ``seen``; those that are not too faint are afterwards."""
    if fresh := tab.evaluate(STYLES, list(seen)):
        yield from _run(tab, {"runOnly": [CONTRAST]}, fresh, seen)


def everything(tab: Page, seen: set[str]) -> Iterator[str]:
    """The same, and what is wrong with roles, names, order, focus and the like in all that is to be seen now."""
    fresh = tab.evaluate(STYLES, list(seen))
    yield from _run(tab, {"rules": {CONTRAST: {"enabled": bool(fresh)}}}, fresh, seen)


def _run(tab: Page, options: dict, fresh: list[str], seen: set[str]) -> Iterator[str]:
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE_SCRIPT)
        tab.evaluate(PREPARE, CONTRAST)
    found = tab.evaluate(RUN, options)
    # Each page on which something is too faint is to say so.
    if not any(each["id"] == CONTRAST for each in found):
        seen.update(fresh)
    for each in found:
        for node in each["nodes"][:5]:
            why = node["failureSummary"].splitlines()[-1].strip()
            yield f"axe {each['id']}: {each['help']}: {node['html'][:160]} {why}"
