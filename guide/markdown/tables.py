"""A frame around each table, so that a wide one scrolls by itself and says what it is.

A row that is a thing with attributes (a system, a failure, a step of the rubric) becomes a card on a phone: five columns
of 80 pixels are read by nobody. The style sheet makes the cards; here each cell learns its column's name.
"""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
# A table of so many columns, and so many characters a row in the mean, is read row by row.
CARD_COLUMNS = 3
CARD_CHARACTERS = 60

# What the extensions have put aside stands in the text as a code between these two.
_STASHED = re.compile(f"{STX}.*?{ETX}")


class _Frames(Treeprocessor):
    """Wrap tables that have no class; one that has brings its own frame.

    They get a class, too: the theme's script would put two frames of its own around each that has none, and have every
    table laid out a second time.

    The frame has a name and no tabindex: scrolling.mjs makes it a stop for the keyboard while there is something to
    scroll, and a browser that needs no script for that does it itself.
    """

    def run(self, root: etree.Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        named: Counter[str] = Counter()
        heading = ""
        for element in list(root.iter()):
            if element.tag in _HEADINGS:
                heading = _text(element)
            elif element.tag == "table" and not element.get("class"):
                caption = element.find("caption")
                name = heading if caption is None else "".join(caption.itertext())
                named[name] += 1
                frame = self._frame(element, parents[element], name, named[name])
                if _is_of_cards(element):
                    frame.set("class", "table cards")
                    _label(element)

    @staticmethod
    def _frame(table: etree.Element, parent: etree.Element, name: str, count: int) -> etree.Element:
        label = f"Table: {name}" if name else "Table"
        if count > 1:
            label += f" ({count})"
        frame = etree.Element("div", {"class": "table", "role": "group", "aria-label": label})
        table.set("class", "rows")
        frame.append(table)
        frame.tail, table.tail = table.tail, "\n"
        parent[list(parent).index(table)] = frame
        return frame


def _text(element: etree.Element) -> str:
    return " ".join(_STASHED.sub("", "".join(element.itertext())).split())


def _is_of_cards(table: etree.Element) -> bool:
    rows = table.findall("tbody/tr")
    characters = sum(len(_text(row)) for row in rows)
    return bool(rows) and len(rows[0]) >= CARD_COLUMNS and characters >= CARD_CHARACTERS * len(rows)


def _label(table: etree.Element) -> None:
    """Give each cell but a row's first its column's name, and every part the role that it loses as a card."""
    names = [_text(head) for head in table.findall("thead/tr/th")]
    for element in table.iter():
        if role := _ROLES.get(element.tag):
            element.set("role", role)
    for row in table.findall("tbody/tr"):
        for name, cell in list(zip(names, row, strict=False))[1:]:
            cell.set("data-label", name)
        if row[0].tag == "th":
            row[0].set("role", "rowheader")


class TableExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        # After inline Markdown (20), when a heading's text is what the reader sees.
        md.treeprocessors.register(_Frames(md), "tables", 17)


def makeExtension(**kwargs) -> TableExtension:
    return TableExtension(**kwargs)
