"""How much of one thing a page can have: beyond it nobody reads on, and no program that reads Markdown comes to an end.

Each number is some ten times the most that the book has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide import spans

CHARACTERS = 20_000
LINES = 20_000
SIGNS = 300
DEPTH = 30
FRONT_LINES = 100
FRONT_DEPTH = 5

_BRACKETS = re.compile(r"[(\[{}\])]")
# List items, quotations and blocks within one another, and what is indented as if it were.
_NESTED = re.compile(r"\s*(?:(?:[-*+>:]|\d+\.)\s*){12}(?!\s*[-*]*$)|\s{60}\S|/{20}")


def page(lines: list[str]) -> Iterator[tuple[int, str]]:
    """What is too much on a page, as ``(line, what)``, lines counted from 1."""
    if len(lines) > LINES:
        yield 1, f"the page has {len(lines):,} lines; the most is {LINES:,}"
        return
    for first, text in spans.paragraphs(lines):
        fullest = max("[`$<", key=text.count)
        if len(text) > CHARACTERS:
            yield first + 1, f"the paragraph has {len(text):,} characters; the most is {CHARACTERS:,}"
        elif (count := text.count(fullest)) > SIGNS:
            yield first + 1, f"the paragraph has {count:,} times {fullest}; the most is {SIGNS}"
        elif (depth := _depth(text)) > DEPTH:
            yield first + 1, f"the paragraph has {depth:,} brackets within one another; the most is {DEPTH}"
    for number, line in enumerate(lines, 1):
        if _NESTED.match(line):
            yield number, "the line is deeper within lists, quotations or blocks than any page needs"


def front(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The same for a front matter."""
    if len(lines) > FRONT_LINES:
        yield 1, f"the front matter has {len(lines):,} lines; the most is {FRONT_LINES}"
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip())
        if (
            _depth(line) > FRONT_DEPTH
            or indent > 8 * FRONT_DEPTH
            or re.match(rf"\s*(?:- *){{{FRONT_DEPTH}}}[^-]", line)
        ):
            yield number, "the front matter is nested deeper than any page needs"


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
