"""A source that no page cites proves nothing; most often the citation was lost in an edit."""

from __future__ import annotations

from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding

FIX = "cite it at the sentence it supports, or remove the entry"


def findings(book: Book) -> Iterator[Finding]:
    if book.lost:
        # They may cite it.
        return
    cited = {key for page in book.pages for key, _ in page.citations}
    for key, source in book.bibliography.sources.items():
        if key not in cited:
            yield Finding("docs/references.bib", source.line, "", f"no page cites {key}", source.title)
