"""A case study opens on a phone in a train: with its drawings and curves in it, the page stays under 68 KB on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from tests.published import HtmlPage, packed

FIX = "drop the estimates that decide nothing, or split the largest diagram"
# Each drawing is there twice, for wide windows and for phones, and what is folded is read, searched and printed, too.
MOST = 68_000


def findings(page: HtmlPage) -> Iterator[Finding]:
    if re.match(r"case-studies/[^/]+/", page.path) and (size := packed(page.text.encode())) > MOST:
        yield page.finding(
            "<html", f"the page has {size / 1000:.1f} KB gzipped, the most is {MOST / 1000:.0f} KB: {parts(page)}"
        )


def parts(page: HtmlPage) -> str:
    """Where the bytes go: what the page would save without each of its kinds of content."""
    whole = packed(page.text.encode())
    kinds = {
        "diagrams": "figure.diagram svg",
        "estimates": ".estimate",
        "plots": ".plot",
        "formulas": "math",
        "footnotes": ".footnote",
        "navigation": "nav",
    }
    saved = []
    for name, selector in kinds.items():
        tree = type(page.tree)(page.text)
        nodes = tree.css(selector)
        for node in nodes:
            node.decompose()
        if nodes:
            saved.append(f"{len(nodes)} {name} {(whole - packed(tree.html.encode())) / 1000:.1f} KB")
    return ", ".join(saved)
