"""Each exercise keeps its id for good: links and stored progress hang on it."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "give it a lowercase id of its own"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("block-id")
