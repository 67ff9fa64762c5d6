"""A case study starts as a copy of the template, and none of the template's advice may reach a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from guide.page import Page

FIX = "replace the line by the case study's own words"
# In a drawing or an estimate shorter lines are what every case study shares, and so are headings and the heads of tables.
LONG = 50
_SHARED = re.compile(r"#|/{3}|!!!|attrs:")
_WORD = re.compile(r"[A-Za-z]{2,}")


def findings(book: Book) -> Iterator[Finding]:
    advice = {line for page in book.template for line in _advice(page)}
    for page in book.pages:
        if page.published:
            for number, line in enumerate(page.lines, 1):
                if line.strip() in advice:
                    yield page.finding(number, "the line is the template's")


def _advice(page: Page) -> Iterator[str]:
    for number, line in enumerate(page.lines):
        text, below = line.strip(), "".join(page.lines[number + 1 : number + 2])
        fenced = number >= page.front_end and not page.prose[number].strip()
        if below.startswith("|--") or _SHARED.match(text):
            continue
        if len(text) >= LONG or (not fenced and len(_WORD.findall(text)) >= 3):
            yield text
