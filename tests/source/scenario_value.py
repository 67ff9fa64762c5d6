"""What a scenario changes and compares are quantities of the chapter's own sheet, or its numbers mean nothing."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write block.label, of a block that this page has or imports"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("scenario-value")
