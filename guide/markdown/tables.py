"""A frame around each table, so that a wide one scrolls by itself and says what it is."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

_HEADINGS = {f"h{level}" for level in range(1, 7)}
# What the extensions have put aside stands in the text as a code between these two.
_STASHED = re.compile(f"{STX}.*?{ETX}")


class _Frames(Treeprocessor):
    """Wrap tables that have no class; one that has brings its own frame.

    The frame has a name and no tabindex: scrolling.mjs makes it a stop for the keyboard while there is something to
    scroll, and a browser that needs no script for that does it itself.
    """

    def run(self, root: etree.Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        named: Counter[str] = Counter()
        heading = ""
        for element in list(root.iter()):
            if element.tag in _HEADINGS:
                heading = " ".join(_STASHED.sub("", "".join(element.itertext())).split())
            elif element.tag == "table" and not element.get("class"):
                caption = element.find("caption")
                name = heading if caption is None else "".join(caption.itertext())
                named[name] += 1
                self._frame(element, parents[element], name, named[name])

    @staticmethod
    def _frame(table: etree.Element, parent: etree.Element, name: str, count: int) -> None:
        label = f"Table: {name}" if name else "Table"
        if count > 1:
            label += f" ({count})"
        frame = etree.Element("div", {"class": "table", "role": "group", "aria-label": label})
        frame.append(table)
        frame.tail, table.tail = table.tail, "\n"
        parent[list(parent).index(table)] = frame


class TableExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        # After inline Markdown (20), when a heading's text is what the reader sees.
        md.treeprocessors.register(_Frames(md), "tables", 17)


def makeExtension(**kwargs) -> TableExtension:
    return TableExtension(**kwargs)
