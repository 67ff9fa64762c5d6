"""Markdown that no extension took up reaches the reader as signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from tests.published import HtmlPage

FIX = "look at what surrounds it in the source: an indentation, an empty line or an option is missing"
RAW = re.compile(r"\[\^[^\]\s]+\]|\$\$|\{\{|\}\}|```|^\s*/{3}|\\\(|\\\[|\bwzxhzdk\b", re.MULTILINE)
# Where such signs are meant.
VERBATIM = "code, pre, script, style, textarea, annotation"


def findings(page: HtmlPage) -> Iterator[Finding]:
    if page.tree.css_first("pre.mermaid"):
        yield page.finding("mermaid", "a diagram was not drawn", "finish the site with make site")
    tree = type(page.tree)(page.text)
    for node in tree.css(VERBATIM):
        node.decompose()
    text = tree.body.text(separator="\n") if tree.body else ""
    for match in RAW.finditer(text):
        around = text[max(match.start() - 40, 0) : match.end() + 40].replace("\n", " ")
        yield page.finding(match[0].strip(), f"“{match[0].strip()}” reaches the reader: … {around} …")
    for node in page.tree.css(".problem"):
        yield page.finding("problem", f"the page shows a mistake: {' '.join(node.text().split())[:160]}")
