"""A reader opens a fold for the question it answers, and finds it again under its title."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "title it with a question, and keep sections and other folds out of it"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("deeper-form")
