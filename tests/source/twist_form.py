"""When the problem changes in the middle, half of the answer is what stays as it is."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write the minute, and what Changes and what Stays as two terms with their texts"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("twist-form")
