"""A wrong unit is a wrong formula: requests a day taken for requests a second, bits for bytes."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "correct the formula, or the unit of one of its terms"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("estimate-unit")
