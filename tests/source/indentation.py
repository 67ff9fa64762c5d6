"""What stands too far left belongs to nothing above it: lists lose their levels, notes their text, tables their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from guide import spans
from guide.finding import Finding
from guide.page import Page

FIX = "indent by four spaces what belongs to the line above, and put an empty line before a list or a table"

_ITEM = re.compile(r"( *)(?:[-*+]|\d+\.) +\S")
_OPENING = re.compile(r"( *)(?:!!!|\?\?\?\+?|===\+?!?) +\S")


def findings(page: Page) -> Iterator[Finding]:
    yield from _glued(page)
    yield from _fenced(page)
    yield from _under(page)


def _glued(page: Page) -> Iterator[Finding]:
    """Lists and tables that begin in the middle of a paragraph."""
    for first, text in spans.paragraphs(page.plain):
        lines = text.split("\n")
        items = [number for number, line in enumerate(lines) if _ITEM.match(line)]
        if items and items[0] and (len(items) > 1 or lines[items[0] - 1].rstrip().endswith(":")):
            yield page.finding(first + items[0] + 1, "the list goes on with the sentence above it")
    for number, (above, line) in enumerate(pairwise(page.plain), 2):
        if line.lstrip().startswith("|") and above.strip() and not above.lstrip().startswith(("|", "/", "#")):
            yield page.finding(number, "the table goes on with the sentence above it")
        if above.lstrip().startswith("|") and line.strip() and not line.lstrip().startswith(("|", "/", "{")):
            yield page.finding(number, "the sentence goes on with the table above it", "put an empty line between them")


def _fenced(page: Page) -> Iterator[Finding]:
    """Blocks that stand in the middle of a paragraph, which makes no drawing or estimate of them."""
    for fence in page.fences:
        above, below = page.unfenced[fence.line - 2 : fence.line - 1], page.unfenced[fence.end : fence.end + 1]
        if any(line.strip() and not line.lstrip().startswith("/") for line in above + below):
            yield page.finding(
                fence.line, "the block goes on with the sentence around it", "put an empty line around it"
            )


def _under(page: Page) -> Iterator[Finding]:
    """What stands below an item or the head of a note, further right than it, but not by four spaces."""
    head, blank, is_bare = None, False, False
    for number, line in enumerate(page.plain, 1):
        if not line.strip():
            blank = True
            continue
        depth = len(line) - len(line.lstrip())
        opening, item = _OPENING.match(line), _ITEM.match(line)
        if head:
            above, is_note = head
            if is_note and (is_bare or not blank) and depth < above + 4:
                yield page.finding(number, "the text of the note is not indented by four spaces")
            elif above < depth < above + 4 and (blank or item):
                yield page.finding(number, "it is indented by less than four spaces")
        if opening or item:
            head = (depth, bool(opening))
        elif depth == 0:
            head = None
        blank, is_bare = False, bool(opening)
