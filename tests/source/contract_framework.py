"""A chapter of the framework argues, is heard at three levels, and can be gone over in the last five minutes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from guide.book import Book
from guide.finding import Finding
from guide.page import Page

FIX = "write what is missing; docs/framework/clarify-requirements.md has every part"
LAST = [
    "The running example",
    "What the interviewer listens for",
    "Common mistakes",
    "Five minutes before the interview",
    "Cards",
]


def findings(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        path = PurePosixPath(page.path)
        if path.parts[:2] != ("docs", "framework") or path.name == "index.md":
            continue
        titles = [section.title for section in page.sections[1:]]
        if titles[-len(LAST) :] != LAST:
            missing = [title for title in LAST if title not in titles]
            what = f"the section “{missing[0]}” is missing" if missing else "the last five sections are out of order"
            yield page.finding(len(page.lines), f"{what}; a chapter ends with {', '.join(LAST)}", source="")
        for count, floor, what in _counted(page, book):
            if count < floor:
                yield page.finding(1, f"{count} {what}; the floor is {floor}", source="")


def _counted(page: Page, book: Book) -> Iterator[tuple[int, int, str]]:
    concluded = sum(len(block.therefore.split()) for block in book.sheet(page).blocks if block)
    yield page.words + concluded, 3500, "words of prose, conclusions of estimates included"
    yield len(page.fences_of("mermaid")), 3, "diagrams"
    yield len(page.blocks_of("card")), 12, "cards"
    yield len({key for key, _ in page.citations}), 6, "sources cited"
    yield sum("case-studies/" in link.target for link in page.links), 1, "links to a case study that makes the move"
