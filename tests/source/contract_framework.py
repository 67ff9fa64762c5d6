"""A chapter of the framework argues, is heard at three levels, and can be gone over in the last five minutes."""

from __future__ import annotations

from collections.abc import Iterator

from guide import reading
from guide.book import Book
from guide.finding import Finding
from guide.page import Page
from tests.source._old_contract import old
from tests.source.contract_spoken import is_chapter

FIX = "write what is missing; docs/framework/clarify-requirements.md has every part"
LAST = [
    "The running example",
    "What the interviewer listens for",
    "Common mistakes",
    "Five minutes before the interview",
    "Cards",
]


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    for page in book.pages:
        yield from judge(book, page, page.path in listed)


def judge(book: Book, page: Page, is_old: bool) -> Iterator[Finding]:
    if not is_chapter(page):
        return
    titles = [section.title for section in page.sections[1:]]
    if titles[-len(LAST) :] != LAST:
        missing = [title for title in LAST if title not in titles]
        what = f"the section “{missing[0]}” is missing" if missing else "the last five sections are out of order"
        yield page.finding(len(page.lines), f"{what}; a chapter ends with {', '.join(LAST)}", source="")
    for count, floor, what in _counted(page, book, is_old):
        if count < floor:
            yield page.finding(1, f"{count} {what}; the floor is {floor}", source="")


def _counted(page: Page, book: Book, is_old: bool) -> Iterator[tuple[int, int, str]]:
    words = reading.words(reading.layers(page, book.sheet(page)).main)
    yield words, 3500 if is_old else 2800, "words on the main path"
    yield len(page.fences_of("mermaid")), 3, "diagrams"
    yield len(page.blocks_of("card")), 12, "cards"
    yield len({key for key, _ in page.citations}), 6, "sources cited"
    yield sum("case-studies/" in link.target for link in page.links), 1, "links to a case study that makes the move"
