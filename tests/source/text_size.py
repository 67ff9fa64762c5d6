"""Beyond some size nobody reads on, and no program that reads Markdown comes to an end."""

from __future__ import annotations

from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIRST = True
FIX = "make several of it, or a table"


def findings(page: Page) -> Iterator[Finding]:
    for line, what in page.excess:
        yield page.finding(line, what)
