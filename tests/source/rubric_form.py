"""A rubric is read across levels; a cell left empty is a level nobody can be graded at."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "fill the columns Step, Mid, Senior and Staff in every row"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("rubric-form")
