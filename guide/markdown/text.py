"""A page is text: no HTML of its own, no attributes but ids and classes, no link that is more than an address.

Whatever a page may show has a sign in Markdown, or a block or fence in this package. So HTML is not looked for at all,
and what resembles it reaches the reader as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from guide import limits
from guide.addresses import refused
from guide.finding import Finding
from guide.markdown.problem import problem, remark

RULE = "link-scheme"
FIX = "link to a page, or to an address with https:"

# Stands for the ampersand of an entity until the page is written.
_AMPERSAND = f"{STX}amp{ETX}"
# What the parser has put aside has a code in its place.
_ASIDE = re.compile(f"{STX}(?!amp{ETX})[^{STX}{ETX}]*{ETX}?")


class _Limits(Preprocessor):
    """Show what is too much in place of the page: the parser would not come to an end with it."""

    def run(self, lines: list[str]) -> list[str]:
        found = [Finding("", line, "text-size", what) for line, what in limits.page(lines)]
        return (
            [self.md.htmlStash.store(etree.tostring(problem(found), encoding="unicode", method="html"))]
            if found
            else lines
        )


class _Names(AttrListTreeprocessor):
    """``{ #id .class }`` and nothing else: a style would escape the palette, a handler would run."""

    def assign_attrs(self, elem: etree.Element, attrs_string: str, *, strict: bool = False) -> str:
        written = etree.Element(elem.tag, {"class": elem.get("class", "")})
        remainder = super().assign_attrs(written, attrs_string, strict=strict)
        elem.attrib.update({name: value for name in ("id", "class") if (value := written.get(name))})
        return remainder


class _Attributes(Treeprocessor):
    """The last look at the tree: attributes hold text, and links lead where they may."""

    def run(self, root: etree.Element) -> None:
        for parent in root.iter():
            for name, value in parent.items():
                if STX in value:
                    # HTML that was put aside would come back within the quotation marks, and end them.
                    parent.set(name, _ASIDE.sub("", value))
            for position, element in enumerate(parent):
                address = _ASIDE.sub("", element.get("href") or element.get("src") or "").replace(_AMPERSAND, "&")
                if element.tag in ("a", "img") and (wrong := refused(address)):
                    parent[position] = remark(Finding(rule=RULE, message=wrong, source=address, fix=FIX))
                    parent[position].tail = element.tail


def _parsed(parse: Callable[[list[str]], etree.ElementTree], lines: list[str]) -> etree.ElementTree:
    """The tree of ``lines``; where blocks are begun within lists and never closed, the parser goes round in a circle."""
    try:
        return parse(lines)
    except RecursionError:
        what = "Markdown finds no end in blocks that begin in one another and are never closed"
        root = etree.Element("div")
        root.append(problem([Finding(rule="block-form", message=what, fix="close each block where it began")]))
        return etree.ElementTree(root)


class TextExtension(Extension):
    """Takes the place of ``attr_list`` and ``md_in_html``."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_Limits(md), "limits", 40)
        parse = md.parser.parseDocument
        md.parser.parseDocument = lambda lines: _parsed(parse, lines)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # Where attr_list stands, under another name: the fences would take attributes of all kinds by that one.
        md.treeprocessors.register(_Names(md), "names", 8)
        # After all others, the builder's among them.
        md.treeprocessors.register(_Attributes(md), "attributes", -10)


def makeExtension(**kwargs) -> TextExtension:
    return TextExtension(**kwargs)
