"""The glossary as data: what each term is called, and where it is taught.

An entry is a definition: its name, an abbreviation in brackets, other names after commas; then what it means in one or two
sentences, and a link to the place that teaches it::

    Sample ratio mismatch (SRM), unequal arms
    :   The arms of an experiment differ in size by more than chance. [Evaluate](../framework/evaluate.md#is-it-broken).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from guide.page import Page

PATH = "docs/reference/glossary.md"

_SPLIT = re.compile(r",\s+|\s*[()]\s*")
_WORD = re.compile(r"[^\W_]+|@")


@dataclass(frozen=True)
class Entry:
    """One term: its names, the line of the first, and what is said of it."""

    names: tuple[str, ...]
    line: int
    text: str


def entries(page: Page) -> list[Entry]:
    """The entries of the glossary ``page``, in order; what nobody defines has no text."""
    found: list[Entry] = []
    for number, line in enumerate(page.lines[page.front_end :], page.front_end + 1):
        if definition := re.match(r":\s+(.*)", line):
            if found:
                found[-1] = Entry(found[-1].names, found[-1].line, f"{found[-1].text} {definition[1]}".strip())
        elif line.startswith("    ") and found:
            found[-1] = Entry(found[-1].names, found[-1].line, f"{found[-1].text} {line.strip()}")
        elif line.strip() and not line.startswith("#"):
            found.append(Entry(tuple(filter(None, _SPLIT.split(line.strip()))), number, ""))
    # What stands before the first section introduces the page.
    first = next((section.start for section in page.sections[1:]), 0)
    return [entry for entry in found if entry.line > first]


def plain(text: str) -> tuple[str, ...]:
    """The words of ``text`` without case, signs and plurals: what two spellings of one term have in common."""
    return tuple(word if len(word) < 4 else word.removesuffix("s") for word in _WORD.findall(text.lower()))


def said(page: Page) -> str:
    """What stands on the page itself, and not only in its front matter, as :func:`plain`."""
    return " ".join(plain(" ".join(page.lines[page.front_end :])))


def says(text: str, term: str) -> bool:
    """Whether ``term`` stands in what :func:`said` returned."""
    return f" {' '.join(plain(term))} " in f" {text} "


def names(found: Iterable[Entry]) -> set[tuple[str, ...]]:
    """Every name of the entries, as :func:`plain`."""
    return {plain(name) for entry in found for name in entry.names}
