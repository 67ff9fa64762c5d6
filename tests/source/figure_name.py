"""A drawing is linked to by its name: of two with one name, the second cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator

from guide.diagram import anchor, title
from guide.finding import Finding
from guide.page import Page

FIX = "give each a name of its own in accTitle"


def findings(page: Page) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for fence in page.fences_of("mermaid"):
        if name := anchor(fence.body):
            if name in seen:
                yield page.finding(
                    fence.line + 1, f"the drawing in line {seen[name]} has the name “{title(fence.body)}”"
                )
            seen.setdefault(name, fence.line)
