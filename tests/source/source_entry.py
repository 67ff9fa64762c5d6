"""A reference names authors, title, year and a stable link, or nobody can open what a claim rests on."""

from __future__ import annotations

from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding

FIX = "complete the entry in docs/references.bib"


def findings(book: Book) -> Iterator[Finding]:
    for finding in book.bibliography.findings:
        yield finding.at("docs/references.bib")
