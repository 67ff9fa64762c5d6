"""What a plot marks must be within its range: the page's own number, the lowest point, the break-even."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "choose another range"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("plot-range")
