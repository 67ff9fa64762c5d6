"""Below these counts a case study has left a reader alone somewhere. They are floors, not targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.estimate import Row
from guide.finding import Finding
from guide.block import LEVELS
from guide.page import Page, Section

FIX = "write what is missing; docs/contribute.md says what each part is for"


def findings(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        if page.published and page.case:
            counted = _design(page, book) if page.case == "design" else _practice(page)
            for section, count, floor, what in counted:
                if count < floor:
                    line = next((each.start for each in page.sections if each.title == section), 1)
                    yield page.finding(line, f"{count} {what}; the floor is {floor}", source="")


def _design(page: Page, book: Book) -> Iterator[tuple[str, int, int, str]]:
    sources = {key for key, _ in page.citations}
    yield "", page.words, 4500, "words of prose"
    yield "", len(page.fences_of("mermaid")), 5, "diagrams"
    yield "", len(_computed(page, book)), 8, "computed results in estimates"
    yield "", len(sources & book.bibliography.sources.keys()), 12, "sources cited"
    yield "What real systems do", _rows(page, "What real systems do"), 4, "published systems in the table"
    yield "What breaks first", _rows(page, "What breaks first"), 5, "failure modes in the table"


def _practice(page: Page) -> Iterator[tuple[str, int, int, str]]:
    yield "Probes", len(page.blocks_of("probe")), 5, "probes"
    yield "Decisions", len(page.blocks_of("decision")), 8, "decisions"
    yield "Cards", len(page.blocks_of("card")), 15, "cards"
    yield "Rubric", _rows(page, "Rubric"), 7, "steps in the rubric"
    levels = {level[1] for block in page.blocks_of("answer") if (level := re.search(r"^\s+level:\s*(\w+)", block.body))}
    yield "Sample answers", len(levels & {*LEVELS}), 3, "levels among the sample answers"
    yield "Mock interview", len(page.blocks_of("dialogue")), 1, "dialogues"


def _rows(page: Page, title: str) -> int:
    """Rows of the tables in the section ``title``, without their heads."""
    sections: list[Section] = [section for section in page.sections if section.title == title]
    lines = [line.strip() for section in sections for line in page.prose[section.start - 1 : section.end - 1]]
    heads = sum(bool(re.fullmatch(r"\|[\s|:-]+\|", line)) for line in lines)
    return sum(line.startswith("|") for line in lines) - 2 * heads


def _computed(page: Page, book: Book) -> list[Row]:
    """The results of the page's own estimates."""
    return [row for block in book.sheet(page).blocks if block for row in block.rows if not row.assumed]
