"""Markdown is all that a page is made of: a tag or a comment reaches the reader as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "write Markdown; what several pages need gets a block, as /// box | and its classes"
TAG = re.compile(r"</?([a-z][\w-]*)(?=[\s/>]|$)|<(!--|!doctype\b|\?)", re.IGNORECASE)


def findings(page: Page) -> Iterator[Finding]:
    written = [*enumerate(page.plain, 1)]
    for fence in page.fences_of("estimate"):
        written += enumerate(fence.body.split("\n"), fence.line + 1)
    written += enumerate(page.lines[: page.front_end], 1)
    for number, line in sorted(written):
        if match := TAG.search(line):
            yield page.finding(number, f"the page has HTML of its own: {match[0]}")
