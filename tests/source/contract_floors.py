"""Below these counts a case study has left a reader alone somewhere. They are floors, not targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide import reading
from guide.block import LEVELS
from guide.book import Book
from guide.estimate import Row
from guide.finding import Finding
from guide.page import Page, Section
from tests.source._old_contract import old
from tests.source.template_left import lines_left

LAST = True
FIX = "write what is missing; docs/contribute.md says what each part is for"
MINUTES = (10, 25, 45)

# A section (empty for the whole page), what was counted, and of what.
Count = tuple[str, int, int, str]


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    for page in book.pages:
        yield from judge(book, page, page.path in listed)


def judge(book: Book, page: Page, is_old: bool) -> Iterator[Finding]:
    if not page.published or not page.case:
        return
    counts = [*_design(page, book)] if page.case == "design" else [*_practice(page)]
    if not is_old:
        counts += _design_since_layers(page) if page.case == "design" else _practice_since_layers(page)
    low = [(section, count, floor, what) for section, count, floor, what in counts if count < floor]
    if low and lines_left(book, page):
        # What is not written yet need not be counted one by one.
        missing = ", ".join(f"{what} ({count} of {floor})" for _, count, floor, what in low)
        yield page.finding(len(page.lines), f"to be written: {missing}", source="")
        return
    for section, count, floor, what in low:
        line = next((each.start for each in page.sections if each.title == section), 1)
        yield page.finding(line, f"{count} {what}; the floor is {floor}", source="")


def _design(page: Page, book: Book) -> Iterator[Count]:
    sources = {key for key, _ in page.citations}
    yield "", reading.words(reading.layers(page, book.sheet(page)).main), 4500, "words on the main path"
    yield "", len(page.fences_of("mermaid")), 5, "diagrams"
    yield "", len(_computed(page, book)), 8, "computed results in estimates"
    yield "", sum(not book.bibliography.lacks(key) for key in sources), 12, "sources cited"
    yield "What real systems do", _rows(page, "What real systems do"), 4, "published systems in the table"
    yield "What breaks first", _rows(page, "What breaks first"), 5, "failure modes in the table"


def _design_since_layers(page: Page) -> Iterator[Count]:
    yield "", len(page.fences_of("plot")), 2, "plots"
    # A front matter that cannot be read has one fault, and no terms to count.
    if page.meta:
        yield "", len(page.meta.get("terms") or []), 15, "terms in the front matter"
        yield "", len(page.meta.get("aliases") or []), 3, "aliases in the front matter"


def _practice(page: Page) -> Iterator[Count]:
    yield "Probes", len(page.blocks_of("probe")), 5, "probes"
    yield "Decisions", len(page.blocks_of("decision")), 8, "decisions"
    yield "Cards", len(page.blocks_of("card")), 15, "cards"
    yield "Rubric", _rows(page, "Rubric"), 7, "steps in the rubric"
    levels = {block.option("level") for block in page.blocks_of("answer")}
    yield "Sample answers", len(levels & {*LEVELS}), 3, "levels among the sample answers"
    yield "Mock interview", len(page.blocks_of("dialogue")), 1, "dialogues"


def _practice_since_layers(page: Page) -> Iterator[Count]:
    asked = page.blocks_of("clarify")
    yield "Clarifying questions", len(asked), 8, "clarifying questions"
    idle = [block for block in asked if block.option("changes") == "false"]
    yield "Clarifying questions", len(idle), 1, "clarifying questions that change nothing"
    yield "Twists", len(page.blocks_of("twist")), 2, "twists"
    yield "Scenarios", len(page.blocks_of("scenario")), 2, "scenarios"
    board = "\n".join(_lines(page, "The board"))
    shown = [minute for minute in MINUTES if re.search(rf"\bminute {minute}\b", board, re.IGNORECASE)]
    yield "The board", len(shown), 3, f"of the minutes {', '.join(map(str, MINUTES))} on the board"


def _lines(page: Page, title: str) -> list[str]:
    sections: list[Section] = [section for section in page.sections if section.title == title]
    return [line.strip() for section in sections for line in page.prose[section.start - 1 : section.end - 1]]


def _rows(page: Page, title: str) -> int:
    """Rows of the tables in the section ``title``, without their heads."""
    lines = _lines(page, title)
    heads = sum(bool(re.fullmatch(r"\|[\s|:-]+\|", line)) for line in lines)
    return sum(line.startswith("|") for line in lines) - 2 * heads


def _computed(page: Page, book: Book) -> list[Row]:
    """The results of the page's own estimates."""
    return [row for block in book.sheet(page).blocks if block for row in block.rows if not row.assumed]
