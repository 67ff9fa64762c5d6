"""A block with a line of slashes too many or too few is text on the page, not an exercise."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "open the block with /// and its kind, and close it with as many slashes"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("block-form")
