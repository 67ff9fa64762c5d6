"""What is said in the room is heard once: more words or numbers than that, and nobody remembers any."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "say it in 90 words and three numbers, right under the heading"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("spoken-form")
