"""A case study starts as a copy of the template, and none of the template's advice may reach a reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guide.book import Book
from guide.finding import Finding

FIX = "replace the line by the case study's own words"
# Shorter lines, and the heads of tables, are what every case study shares.
LONG = 50


def findings(book: Book) -> Iterator[Finding]:
    pairs = [pair for page in book.template for pair in pairwise(page.lines)]
    advice = {line.strip() for line, below in pairs if len(line.strip()) >= LONG and not below.startswith("|--")}
    for page in book.pages:
        if page.published:
            for number, line in enumerate(page.lines, 1):
                if line.strip() in advice:
                    yield page.finding(number, "the line is the template's")
