"""What a tired reader takes in at a first reading has a limit; beyond it the depth belongs into folds, or goes."""

from __future__ import annotations

from collections.abc import Iterator

from guide import reading, speech
from guide.book import Book
from guide.finding import Finding
from guide.page import Page
from tests.source._old_contract import old
from tests.source.contract_opening import ONE_MINUTE, admonition
from tests.source.contract_spoken import is_chapter

LAST = True
FIX = "move what only a deep reader needs into a fold, and drop what decides nothing"
CASE_WORDS, CHAPTER_WORDS = 6500, 4500
MINUTE_WORDS, MINUTE_NUMBERS = 140, 4
BLOCKS, ASSUMPTIONS = 12, 6


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    for page in book.pages:
        yield from judge(book, page, page.path in listed)


def judge(book: Book, page: Page, is_old: bool) -> Iterator[Finding]:
    if is_old or not (page.case == "design" or is_chapter(page)):
        return
    ceiling = CASE_WORDS if page.case else CHAPTER_WORDS
    if (count := reading.words(reading.layers(page, book.sheet(page)).main)) > ceiling:
        yield page.finding(1, f"{count} words on the main path; the ceiling is {ceiling}", source="")
    if page.case != "design":
        return
    line, minute = admonition(page, ONE_MINUTE)
    if (count := speech.words(minute)) > MINUTE_WORDS:
        yield page.finding(line, f"{count} words are not said in one minute; the ceiling is {MINUTE_WORDS}", "cut it")
    if (count := speech.numbers(minute)) > MINUTE_NUMBERS:
        fix = "keep those that force the shape of the design; the others are among the five numbers"
        yield page.finding(line, f"{count} numbers in one minute; the ceiling is {MINUTE_NUMBERS}", fix)
    fences = page.fences_of("estimate")
    own = [(fence, block) for fence, block in zip(fences, book.sheet(page).blocks, strict=True) if block and block.name]
    if len(own) > BLOCKS:
        fix = "drop those that change no decision"
        yield page.finding(own[BLOCKS][0].line, f"{len(own)} estimates; the ceiling is {BLOCKS}", fix)
    for fence, block in own:
        if (count := sum(row.assumed for row in block.rows)) > ASSUMPTIONS:
            what = f"the estimate “{block.name}” has {count} assumptions; the ceiling is {ASSUMPTIONS}"
            yield page.finding(fence.line, what, "split it, or drop what moves no result")
