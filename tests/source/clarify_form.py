"""A question is worth asking for what its answer changes; that some change nothing is learned afterward."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write the interviewer's answer, then what it changes, or why it changes nothing"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("clarify-form")
