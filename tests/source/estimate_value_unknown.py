"""A computed number is written once, in its block; a name that names nothing leaves a hole in the sentence."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write the name as {{ block.label }}, with underscores"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("estimate-value-unknown")
