"""Before any step a reader meets the prompt, hears the answer in one minute, sees the whole system and its five numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from guide.page import Page
from tests.source._old_contract import old

FIX = "open the page as docs/case-studies/_template/index.md does"
ONE_MINUTE = r'!!! abstract "In one minute"'
FIVE_NUMBERS = r"\*\*Five numbers to remember\.?\*\*\.?"
PARTS = (
    ("the prompt", r'!!! question "The prompt"', 'add !!! question "The prompt" and the interviewer\'s words'),
    ("the answer in one minute", ONE_MINUTE, 'add !!! abstract "In one minute" and five to eight sentences'),
    ("the diagram of the whole system", r"```+ *mermaid", "add a ```mermaid block of the whole system"),
    (
        "five numbers to remember",
        FIVE_NUMBERS,
        "add **Five numbers to remember**, and a table of each number and what it decides",
    ),
)
# What a page of the old contract may lack.
SINCE_LAYERS = ("five numbers to remember",)


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    for page in book.pages:
        yield from judge(page, page.path in listed)


def judge(page: Page, is_old: bool) -> Iterator[Finding]:
    if page.case != "design":
        return
    opening = page.sections[0]
    at = {}
    for what, pattern, fix in PARTS:
        if line := _line(page, pattern):
            at[what] = line
        elif not (is_old and what in SINCE_LAYERS):
            yield page.finding(opening.end - 1, f"the page does not open with {what}", fix, source="")
    if list(at.values()) != sorted(at.values()):
        yield page.finding(min(at.values()), f"the opening is out of order: {', then '.join(sorted(at, key=at.get))}")
    if line := at.get("five numbers to remember"):
        rows = [row for row in page.prose[line : opening.end - 1] if row.lstrip().startswith("|")][2:]
        if len(rows) != 5:
            fix = "write a table of five rows: the number, and what it decides"
            yield page.finding(line, f"{len(rows)} numbers to remember; a reader keeps five", fix)


def admonition(page: Page, pattern: str) -> tuple[int, str]:
    """The line of the opening's admonition, and its text; 0 and nothing without one."""
    line = _line(page, pattern)
    body = []
    for text in page.prose[line:] if line else []:
        if text.strip() and not text.startswith("    "):
            break
        body.append(text)
    return line, "\n".join(body)


def _line(page: Page, pattern: str) -> int:
    opening = page.lines[: page.sections[0].end - 1]
    return next((number for number, line in enumerate(opening, 1) if re.fullmatch(pattern, line.strip())), 0)
