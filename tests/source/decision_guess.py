"""A decision is no exercise where the right option is known by its place or by its length."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guide.block import options
from guide.book import Book
from guide.finding import Finding
from guide.page import Page
from tests.source._old_contract import old

FIX = "put the options of some into another order, and let the wrong ones be as long as what a real candidate says"
# About what guessing among three gives; of fewer decisions than a few pages have, a third of each page is proof enough.
BOOK_SHARE, BOOK_LEAST = 0.35, 40


@dataclass(frozen=True)
class Right:
    """Where the right option of a decision stands, and whether it is the longest."""

    page: Page
    line: int
    place: str
    is_longest: bool


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    every: list[Right] = []
    for page in book.pages:
        if page.path not in listed:
            every += _rights(page)
            yield from judge(page)
    for what, guessed in _guesses(every) if len(every) >= BOOK_LEAST else ():
        if len(guessed) > BOOK_SHARE * len(every):
            page, count = Counter(right.page for right in guessed).most_common(1)[0]
            line = next(right.line for right in guessed if right.page is page)
            told = f"{what} in {len(guessed)} of all {len(every)} decisions, in {count} of them here"
            yield page.finding(line, f"{told}; at most in {BOOK_SHARE:.0%}")


def judge(page: Page) -> Iterator[Finding]:
    """What gives the right options of one page away."""
    own = list(_rights(page))
    most = math.ceil(len(own) / 3)
    for what, guessed in _guesses(own) if len(own) > 2 else ():
        if len(guessed) > most:
            yield page.finding(guessed[0].line, f"{what} in {len(guessed)} of {len(own)} decisions; at most in {most}")


def _rights(page: Page) -> Iterator[Right]:
    for block in page.blocks_of("decision"):
        offered = options(block)
        right = [index for index, option in enumerate(offered) if option.is_right]
        if len(right) == 1:
            lengths = [len(option.text) for option in offered]
            longest = lengths[right[0]]
            yield Right(page, block.line, "ABCDEFGH"[right[0]], lengths.count(longest) == 1 and longest == max(lengths))


def _guesses(rights: list[Right]) -> Iterator[tuple[str, list[Right]]]:
    """Each way to guess, and the decisions in which it is right."""
    for place in sorted({right.place for right in rights}):
        yield f"the right option stands at {place}", [right for right in rights if right.place == place]
    yield "the longest option is right", [right for right in rights if right.is_longest]
