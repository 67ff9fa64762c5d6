"""A diagram that Mermaid cannot read is an error message on the page, and a strict build does not notice."""

from __future__ import annotations

from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from guide.press.diagrams import check

FIX = "correct the line that Mermaid names"


def findings(book: Book) -> Iterator[Finding]:
    drawn = [(page, fence) for page in book.pages for fence in page.fences_of("mermaid")]
    for (page, fence), wrong in zip(drawn, check([fence.body for _, fence in drawn]), strict=True):
        if wrong:
            yield page.within(fence, wrong)
