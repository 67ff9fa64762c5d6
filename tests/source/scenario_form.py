"""A scenario is a set of other assumptions, what they come to, and which decisions flip with them."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write assume: {block.label: number} and results: [block.label], then an empty line and the text"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("scenario-form")
