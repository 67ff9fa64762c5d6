"""A formula that cannot be read reaches the reader as LaTeX."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "correct the LaTeX, or write \\$ for a dollar sign"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("math-syntax")
