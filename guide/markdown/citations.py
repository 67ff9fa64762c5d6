"""``[^key]`` against the bibliography: the sources a page cites, numbered in the order of their first use."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, FootnoteExtension, FootnoteInlineProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from guide.bibliography import Bibliography
from guide.finding import Finding
from guide.markdown.problem import remark

RULE = "citation-unknown"

# Thin and unbreakable, so that neighboring numbers do not read as one.
_BETWEEN = "\u202f"


def unknown(key: str, bibliography: Bibliography) -> Finding:
    """What is told of a citation that neither the bibliography nor the page defines."""
    like = bibliography.like(key)
    add = "add the source to docs/references.bib"
    return Finding(
        rule=RULE,
        message=f"no source has the key {key}",
        source=f"[^{key}]",
        fix=f"write {like}, or {add}" if like else add,
    )


class _Citation(FootnoteInlineProcessor):
    """A reference to a source, or to a note that the page defines itself."""

    def __init__(self, footnotes: FootnoteExtension, bibliography: Bibliography, md: Markdown):
        InlineProcessor.__init__(self, r"(?<!!)\[\^([^\]\s]+)\]", md)
        self.footnotes = footnotes
        self.bibliography = bibliography

    def handleMatch(self, m: re.Match[str], data: str):
        key = m[1]
        if key not in self.footnotes.footnotes:
            if key not in self.bibliography.sources:
                return remark(unknown(key, self.bibliography)), m.start(0), m.end(0)
            # Inline Markdown comes after the list of notes is made: _Sources adds the entry to it.
            self.footnotes.setFootnote(key, "")
        return super().handleMatch(m, data)


class _Sources(Treeprocessor):
    """Number the references in reading order and append the sources that they name."""

    def __init__(self, md: Markdown, footnotes: FootnoteExtension, bibliography: Bibliography):
        super().__init__(md)
        self.footnotes = footnotes
        self.bibliography = bibliography

    def run(self, root: etree.Element) -> None:
        notes = next((div for div in root.iter("div") if div.get("class") == "footnote"), None)
        if notes is None:
            if not self.footnotes.footnotes:
                return
            notes = etree.SubElement(root, "div", {"class": "footnote"})
            etree.SubElement(notes, "ol")
        items = notes.find("ol")
        written = {item.get("id"): item for item in items}
        items[:] = []
        for number, (key, references) in enumerate(self._references(root, written), start=1):
            for count, reference in enumerate(references, start=1):
                reference.set("id", self._reference_id(key, count))
                reference.find("a").text = str(number)
            item = written.pop(self.footnotes.makeFootnoteId(key), None)
            items.append(self._item(key) if item is None else item)
            for backlink in items[-1].iter("a"):
                if backlink.get("class") == "footnote-backref":
                    backlink.set("title", self.footnotes.getConfig("BACKLINK_TITLE").format(number))
        items.extend(written.values())
        self._head(notes)

    def _references(self, root: etree.Element, written: dict[str, etree.Element]):
        """(key, its references), by first use; those inside notes come last, as their notes do."""
        prefix = f"#{self.footnotes.makeFootnoteId('')}"
        found: dict[str, list[etree.Element]] = {}
        for parent in [root, *written.values()]:
            for element in parent.iter():
                for reference in element.findall("sup"):
                    link = reference.find("a")
                    if link is None or link.get("class") != "footnote-ref":
                        continue
                    found.setdefault(link.get("href").removeprefix(prefix), []).append(reference)
                    following = list(element)[list(element).index(reference) + 1 :]
                    if not reference.tail and following and following[0].tag == "sup":
                        reference.tail = _BETWEEN
        return found.items()

    def _reference_id(self, key: str, count: int) -> str:
        name = self.footnotes.makeFootnoteRefId(key)
        return name if count == 1 else name.replace("fnref", f"fnref{count}", 1)

    def _item(self, key: str) -> etree.Element:
        item = etree.Element("li", {"id": self.footnotes.makeFootnoteId(key)})
        paragraph = self.bibliography.sources[key].paragraph()
        item.append(paragraph)
        backlink = etree.SubElement(
            paragraph, "a", {"class": "footnote-backref", "href": f"#{self.footnotes.makeFootnoteRefId(key)}"}
        )
        backlink.text = FN_BACKLINK_TEXT
        return item

    def _head(self, notes: etree.Element) -> None:
        """A heading, so that the table of contents and a screen reader lead to the sources."""
        rule = notes.find("hr")
        if rule is not None:
            notes.remove(rule)
        cited = any(key in self.bibliography.sources for key in self.footnotes.footnotes)
        heading = etree.Element("h2")
        heading.text = "Sources" if cited else "Notes"
        notes.insert(0, heading)


class CitationExtension(Extension):
    """``bibliography`` is the path of the BibTeX file. Needs the ``footnotes`` extension before it."""

    def __init__(self, **kwargs):
        self.config = {"bibliography": ["docs/references.bib", "path of the BibTeX file"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        footnotes = next(each for each in md.registeredExtensions if isinstance(each, FootnoteExtension))
        bibliography = Bibliography.read(self.getConfig("bibliography"))
        md.inlinePatterns.register(_Citation(footnotes, bibliography, md), "footnote", 175)
        # After inline Markdown (20), before the notes get a link back to each further reference (15).
        md.treeprocessors.register(_Sources(md, footnotes, bibliography), "sources", 19)


def makeExtension(**kwargs) -> CitationExtension:
    return CitationExtension(**kwargs)
