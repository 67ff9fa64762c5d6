"""What stands in braces behind a word gives it an address and classes; a style or a handler belongs to no page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "keep the #id and the .class; how things look and what they do is the book's"
LIST = re.compile(r"\{:?[^{}]*?([\w-]+) ?=[^{}]*\}")


def findings(page: Page) -> Iterator[Finding]:
    lines = list(page.plain)
    for fence in page.fences:
        lines[fence.line - 1] = page.lines[fence.line - 1]
    for number, line in enumerate(lines, 1):
        if given := LIST.search(line):
            yield page.finding(number, f"an attribute list gives no {given[1]}")
