"""An estimate that cannot be read computes nothing, and the page shows a box instead of a table."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write the block as the one in docs/case-studies/_template/index.md"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("estimate-syntax")
