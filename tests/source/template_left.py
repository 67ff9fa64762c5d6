"""A case study starts as a copy of the template, and none of the template's advice may reach a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from guide.page import Page, Section

FIX = "replace the line by the case study's own words"
# In a drawing or an estimate shorter lines are what every case study shares, and so are headings and the heads of tables.
LONG = 50
# So many lines are named one by one.
NAMED = 8
_SHARED = re.compile(r"#|/{3}|!!!|attrs:|\*\*Five numbers to remember\*\*")
_WORD = re.compile(r"[A-Za-z]{2,}")


def findings(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        if not page.published or not (left := lines_left(book, page)):
            continue
        if page.case:
            yield _progress(page, left)
        else:
            yield from (page.finding(number, "the line is the template's") for number in left)


def lines_left(book: Book, page: Page) -> list[int]:
    """The lines of ``page`` that are still the template's."""
    advice = {line for each in book.template for line in _advice(each)}
    return [number for number, line in enumerate(page.lines, 1) if line.strip() in advice]


def _progress(page: Page, left: list[int]) -> Finding:
    """How far a case study is, and with which line to go on: one finding, since a new one is nothing but such lines."""
    # The opening sums up what the sections say.
    sections = [*page.sections[1:], page.sections[0]]
    open_sections = [(section, first) for section in sections if (first := _first(section, left))]
    section, line = open_sections[0]
    written = len(sections) - len(open_sections)
    title = section.title or "the opening, with its front matter"
    lines = f"line {left[0]} is" if len(left) == 1 else f"{len(left)} lines are"
    where = f" ({', '.join(map(str, left))})" if 1 < len(left) <= NAMED else ""
    what = f"{written} of {len(sections)} sections are written; next: {title}. On this page {lines} still the template's{where}"
    return page.finding(line, what)


def _first(section: Section, left: list[int]) -> int:
    return next((number for number in left if section.start <= number < section.end), 0)


def _advice(page: Page) -> Iterator[str]:
    for number, line in enumerate(page.lines):
        text, below = line.strip(), "".join(page.lines[number + 1 : number + 2])
        fenced = number >= page.front_end and not page.prose[number].strip()
        if below.startswith("|--") or _SHARED.match(text):
            continue
        if len(text) >= LONG or (not fenced and len(_WORD.findall(text)) >= 3):
            yield text
