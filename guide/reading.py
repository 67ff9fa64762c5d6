"""The layers of a page: what is spoken, what a first reading reads, and what stands in folds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from guide import speech
from guide.estimate import Sheet
from guide.page import Page

# Headings, and the signs of admonitions, tabs and blocks, of notes and abbreviations.
_SIGNS = re.compile(r"^\s*(?:#|/{3}|!!!|\?\?\?|===|\[\^[^\]]+\]:|\*\[)")


@dataclass
class Layers:
    """The lines of each layer: prose, tables, and what estimates conclude; no headings, options of blocks or code."""

    main: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    deeper: list[str] = field(default_factory=list)


def layers(page: Page, sheet: Sheet) -> Layers:
    """The layers of ``page``, whose estimates ``sheet`` holds."""
    lines = ["" if _SIGNS.match(line) else line for line in page.prose]
    for fence, block in zip(page.fences_of("estimate"), sheet.blocks, strict=True):
        lines[fence.line - 1] = " ".join(block.therefore.split()) if block else ""
    for block in page.written:
        lines[block.line : block.line + len(block.options)] = [""] * len(block.options)
    found = Layers()
    for block in page.written:
        into = {"spoken": found.spoken, "deeper": found.deeper}.get(block.kind)
        if into is not None:
            within = slice(block.line, block.end)
            into += lines[within]
            lines[within] = [""] * len(lines[within])
    found.main = lines
    return found


def words(lines: list[str]) -> int:
    """Words of one layer."""
    return speech.words("\n".join(lines))
