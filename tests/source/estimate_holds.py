"""A conclusion that names its condition is told as turned over where the reader breaks it; it cannot begin that way."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "turn the condition round, or the conclusion"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("estimate-holds")
