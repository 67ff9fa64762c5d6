"""Set what was typed as a printer would: curved quotation marks and apostrophes, one sign for an ellipsis, a number on one line
with its unit.

A page is written with the signs that a keyboard has. One sign is exchanged for one, so whatever stands between them
(code, formulas, links) keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

NO_BREAK = "\u00a0"

# Elements within a sentence; any other begins and ends one.
_WITHIN = frozenset(
    ["a", "abbr", "b", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"]
)
# Elements whose text is not prose. For what stands around them they are a word.
_VERBATIM = frozenset(["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "template", "textarea"])
_WORD = "\ufffc"
_BREAK = "\n\n"

_MARK = re.compile("[\"']")
_OPENS_AFTER = frozenset(" \n\t\u00a0([{/–—“‘")
_CURVED = {'"': "“”", "'": "‘’"}
# Where a line may not break: what is counted in, not what is counted.
_UNIT = re.compile(
    r"(?<=\d) (?=(?:thousand|million|billion|trillion|percent|[kMGTP]i?B|ns|µs|ms|s|min|h|px|km|m|cm|mm|kg|kW|MW|W|k?Hz|MHz|GHz)\b)"
)

# Where a piece of text stands: an element, and whether it is its text or its tail.
Place = tuple[etree.Element, str]


class _Typography(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for is_break, run in groupby(_pieces(root), lambda piece: piece == _BREAK):
            if not is_break:
                _set(list(run))


def _pieces(element: etree.Element) -> Iterator[Place | str]:
    """What ``element`` says, in order: where its text stands, a word for what is none, a break between sentences."""
    if element.text:
        yield element, "text"
    for child in element:
        if child.tag in _VERBATIM:
            yield _WORD
        elif child.tag in _WITHIN:
            yield from _pieces(child)
        else:
            yield _BREAK
            yield from _pieces(child)
            yield _BREAK
        if child.tail:
            yield child, "tail"


def _set(run: list[Place | str]) -> None:
    texts = [piece if isinstance(piece, str) else getattr(*piece).replace("...", "…") for piece in run]
    typeset = printed("".join(texts))
    start = 0
    for piece, text in zip(run, texts, strict=True):
        if not isinstance(piece, str):
            setattr(*piece, typeset[start : start + len(text)])
        start += len(text)


def printed(text: str) -> str:
    """``text``, as long as it was, with the signs of print."""
    signs = list(text)
    for found in _MARK.finditer(text):
        at = found.start()
        before, after = signs[at - 1] if at else " ", text[at + 1 : at + 2]
        # Years and decades lose their first figures: ’21, the ’90s.
        cut = found[0] == "'" and after.isdigit()
        opens = before in _OPENS_AFTER and after.strip() and not cut
        signs[at] = _CURVED[found[0]][not opens]
    return _UNIT.sub(NO_BREAK, "".join(signs))


class TypographyExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        # After formulas (18), whose source is no prose; before tables (17), which repeat their heads.
        md.treeprocessors.register(_Typography(md), "typography", 17.5)


def makeExtension(**kwargs) -> TypographyExtension:
    return TypographyExtension(**kwargs)
