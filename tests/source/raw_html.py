"""Markdown is all that a page is made of: a tag or a comment reaches the reader as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import FENCES, Page

FIX = "write Markdown; what several pages need gets a block, as /// box | and its classes"
TAG = re.compile(r"</?([a-z][\w-]*)(?=[\s/>]|$)|<(!--|!doctype\b|\?)", re.IGNORECASE)


def findings(page: Page) -> Iterator[Finding]:
    written = [*enumerate(page.plain, 1)]
    # Labels of diagrams break lines by a tag; they have a rule of their own.
    for fence in (fence for fence in page.fences if fence.name in FENCES and fence.name != "mermaid"):
        written += enumerate(fence.body.split("\n"), fence.line + 1)
    written += enumerate(page.lines[: page.front_end], 1)
    for number, line in sorted(written):
        if match := TAG.search(line):
            yield page.finding(number, f"the page has HTML of its own: {match[0]}")
