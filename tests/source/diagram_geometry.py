"""An arrow that runs on behind a box reads as one that ends there; words over each other, or outside a phone's screen, are not read at all."""

from __future__ import annotations

from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from guide.press.diagrams import misread

FIX = "write the arrow's two ends beside each other, turn an arrow round, shorten a label, or split the drawing; then look at it"


def findings(book: Book) -> Iterator[Finding]:
    drawn = [(page, fence) for page in book.pages for fence in page.fences_of("mermaid")]
    for (page, fence), wrong in zip(drawn, misread([fence.body for _, fence in drawn]), strict=True):
        yield from (page.within(fence, finding) for finding in wrong)
