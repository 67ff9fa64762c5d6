"""A formula can only use what the page, or a page it imports from, has defined."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "correct the name; spaces of a label are underscores in a formula"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("estimate-unknown-name")
