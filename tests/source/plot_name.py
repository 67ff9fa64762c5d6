"""A plot draws what the page's own sheet computes, along one of its assumptions."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write block.label, of a block on this page"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("plot-name")
