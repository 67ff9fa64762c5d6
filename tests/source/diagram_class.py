"""Request path, jobs, stores, models and outside parties look the same on every page; no page has its own style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

CLASSES = ("request", "job", "store", "model", "external")
FIX = f"mark nodes with :::{', :::'.join(CLASSES)} and leave their look to the book"
STYLED = re.compile(r"^\s*(classDef|class|style|linkStyle)\s|(%%\{)|:::(?!(?:" + "|".join(CLASSES) + r")\b)([\w-]*)")


def findings(page: Page) -> Iterator[Finding]:
    for fence in page.fences_of("mermaid"):
        # In a class diagram `class` declares one.
        if fence.body.lstrip().startswith("classDiagram"):
            continue
        for number, line in enumerate(fence.body.split("\n"), fence.line + 1):
            if match := STYLED.search(line):
                word = match[1] or match[2] or f":::{match[3]}"
                yield page.finding(number, f"{word} gives the diagram a look of its own")
