"""The sign beside a heading that links to it is for the mouse: a heading is called by its words, not by its words and “¶”.

Whoever reads by ear or by keyboard has the page's contents, where each section is a link already.
"""

from __future__ import annotations

from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class _Unheard(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.attrib |= {"aria-hidden": "true", "tabindex": "-1"}


class PermalinkExtension(Extension):
    """Needs ``toc`` with ``permalink: true``."""

    def extendMarkdown(self, md: Markdown) -> None:
        # After the table of contents (5) has made the links.
        md.treeprocessors.register(_Unheard(md), "permalinks", 4)


def makeExtension(**kwargs) -> PermalinkExtension:
    return PermalinkExtension(**kwargs)
