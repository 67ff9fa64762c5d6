"""Where in a text code and mathematics stand: neither is prose, and no sign in them is Markdown's.

The one idea of both for everybody who reads Markdown by its source. It is the parser's: a span ends with the paragraph,
item, heading or row of a table that it begins in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

# As arithmatex finds them, but for one thing: between the dollars of `$2–$3` stands a price.
FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<block>.+?)\$\$"
    r"|(?<!\\)\\\[(?P<square>.+?)\\\]"
    r"|(?<!\\)\\\((?P<round>.+?)\\\)"
    r"|(?<!\\)\$(?!\s)(?P<inline>(?:\\.|[^\\$])+?)(?<!\s)\$(?!\d)",
    re.DOTALL,
)

_TICKS = re.compile(r"(?:\\.)+|`+", re.DOTALL)
_ALONE = re.compile(r"\s*(?:#|\||/{3}|!!!|\?\?\?|===)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.|:)\s")


def code(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each code span of the paragraph ``text``, backticks included."""
    runs = [(tick.start(), tick.end()) for tick in _TICKS.finditer(text) if tick[0][0] == "`"]
    later: dict[int, list[int]] = defaultdict(list)
    for index, (start, end) in reversed(list(enumerate(runs))):
        later[end - start].append(index)
    at = 0
    while at < len(runs):
        start, end = runs[at]
        ends = later[end - start]
        while ends and ends[-1] <= at:
            ends.pop()
        if ends:
            yield start, runs[ends[-1]][1]
            at = ends[-1]
        at += 1


def paragraphs(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """What the parser reads as one run of text, with the number of its first line, counted from 0."""
    start, group = 0, []
    for number, line in enumerate([*lines, ""]):
        alone = _ALONE.match(line)
        if group and (
            not line.strip() or alone or _ALONE.match(group[0]) or (_ITEM.match(line) and _ITEM.match(group[0]))
        ):
            yield start, "\n".join(group)
            group = []
        if line.strip():
            start = start if group else number
            group.append(line)


def without_code(lines: list[str]) -> list[str]:
    """``lines``, one for one, with code spans blanked."""
    return _blanked(lines, code)


def without_formulas(lines: list[str]) -> list[str]:
    """``lines``, in which code is blank already, one for one, with formulas blanked as well."""
    return _blanked(lines, lambda text: (match.span() for match in FORMULA.finditer(text)))


def blank(text: str) -> str:
    """``text`` with code and formulas blanked, every other character in its place."""
    return "\n".join(without_formulas(without_code(text.split("\n"))))


def _blanked(lines: list[str], find: Callable[[str], Iterable[tuple[int, int]]]) -> list[str]:
    found = list(lines)
    for first, text in paragraphs(lines):
        for start, end in find(text):
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
        for number, line in enumerate(text.split("\n"), first):
            found[number] = line
    return found
