"""A dialogue is read by turns; words of nobody are lost between them."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write the speaker on a line, and under it a colon and what is said"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("dialogue-form")
