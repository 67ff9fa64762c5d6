"""A frame around each table, so that a wide one scrolls by itself and says what it is."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, ETX

# What the extensions have put aside stands in the text as a code between these two.
_STASHED = re.compile(f"{STX}.*?{ETX}")


class _Frames(Treeprocessor):
    """Wrap tables that have no class; one that has brings its own frame.

    The frame has a name and no tabindex: scrolling.mjs makes it a stop for the keyboard while there is something to
    scroll, and a browser that needs no script for that does it itself.
    """

    def run(self, root: etree.Element) -> None:
        named: Counter[str] = Counter()
        heading = ""
        for parent in list(root.iter()):
            if re.fullmatch("h[1-6]", parent.tag):
                heading = " ".join(_STASHED.sub("", "".join(parent.itertext())).split())
            for position, table in enumerate(parent):
                if table.tag != "table" or table.get("class") or parent.get("class") == "table":
                    continue
                caption = table.find("caption")
                name = "".join(caption.itertext()) if caption is not None else heading
                named[name] += 1
                label = f"Table: {name}" if name else "Table"
                if named[name] > 1:
                    label += f" ({named[name]})"
                frame = etree.Element("div", {"class": "table", "role": "group", "aria-label": label})
                frame.append(table)
                frame.tail, table.tail = table.tail, "\n"
                parent[position] = frame


class TableExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        # After inline Markdown (20), when a heading's text is what the reader sees.
        md.treeprocessors.register(_Frames(md), "tables", 17)


def makeExtension(**kwargs) -> TableExtension:
    return TableExtension(**kwargs)
