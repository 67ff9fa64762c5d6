"""Probes and answers say which level they separate; an unknown level separates nothing."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIX = "write level: mid, senior or staff"


def findings(book: Book) -> list[Finding]:
    return book.mistakes("block-level")
