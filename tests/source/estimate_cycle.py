"""Two quantities that define each other define nothing."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "make one of them an assumption"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("estimate-cycle")
