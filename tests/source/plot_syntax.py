"""A plot that cannot be read draws nothing, and the page shows a box instead of curves."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write the block as the one on the contributor page"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("plot-syntax")
