"""Whoever reads only what is spoken has the chapter in ten minutes, so no step is without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from guide.book import Book
from guide.finding import Finding
from guide.page import Page
from tests.source._old_contract import old
from tests.source.contract_headings import STEPS

FIX = "write /// spoken right under the heading: what one says in the room at this step"
# Of the sections of a chapter, those that have something to say.
CHAPTER_LEAST = 4


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    for page in book.pages:
        yield from judge(page, page.path in listed)


def judge(page: Page, is_old: bool) -> Iterator[Finding]:
    if is_old:
        return
    spoken = page.blocks_of("spoken")
    if page.case == "design":
        for section in page.sections:
            if section.title in STEPS and not any(block in section for block in spoken):
                yield page.finding(section.start, f"nothing is said in the room at “{section.title}”")
    elif is_chapter(page) and len(spoken) < CHAPTER_LEAST:
        yield page.finding(
            1, f"{len(spoken)} sections begin with what one says; the floor is {CHAPTER_LEAST}", source=""
        )


def is_chapter(page: Page) -> bool:
    """Whether the page is a chapter of the framework."""
    path = PurePosixPath(page.path)
    return path.parts[:2] == ("docs", "framework") and path.name != "index.md"
