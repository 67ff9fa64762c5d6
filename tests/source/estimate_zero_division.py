"""A result divided by nothing has no value, and everything that uses it has none."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "give the divisor a value other than zero"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("estimate-zero-division")
