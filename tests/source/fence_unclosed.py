"""A fence that is never closed takes the rest of the page with it."""

from __future__ import annotations

from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIRST = True
FIX = "end the block with a line of as many backticks"


def findings(page: Page) -> Iterator[Finding]:
    for fence in page.fences:
        if not fence.closed:
            yield page.finding(fence.line, "the fenced block is never closed")
