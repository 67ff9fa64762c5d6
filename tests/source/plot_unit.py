"""Curves are compared by eye, and nobody can compare dollars with milliseconds."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "draw results of one unit, or two plots"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("plot-unit")
