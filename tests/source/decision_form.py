"""A decision teaches by the reason of every option, the wrong ones most of all."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "give three or more options, one of them [x], each with an indented reason"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("decision-form")
