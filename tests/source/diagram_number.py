"""The milliseconds in a drawing are those of the page's estimate: an interviewer adds them up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding

FIX = "write the deadline as the page's estimate has it, or correct the estimate"
_DEADLINE = re.compile(r"(?<![\w.,])\d[\d.,]* ms\b")


def findings(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        sheet = book.sheet(page)
        computed = {value.spoken for name in sheet.rows if (value := sheet.value(name))}
        known = {spoken for spoken in computed if _DEADLINE.fullmatch(spoken)}
        # A page that computes no milliseconds has none to differ from.
        for fence in page.fences_of("mermaid") if known else []:
            for number, line in enumerate(fence.body.split("\n"), fence.line + 1):
                for typed in _DEADLINE.findall(line):
                    if typed not in known:
                        yield page.finding(number, f"no estimate of the page has {typed}")
