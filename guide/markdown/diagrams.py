"""Mermaid fences as figures: a caption, an address to link to, and a frame that scrolls sideways."""

from __future__ import annotations

import html
from xml.etree import ElementTree as etree

from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.util import AtomicString

from guide.diagram import anchor, findings, title
from guide.markdown.fences import PRIORITY, FenceTreeprocessor
from guide.markdown.problem import problem


class DiagramTreeprocessor(FenceTreeprocessor):
    """``<figure class="diagram" id="figure-slug-of-accTitle">`` around each Mermaid block."""

    name = "mermaid"

    def begin(self, sources: list[str]) -> None:
        self._ids: set[str] = set()

    def build(self, source: str, placeholder: str) -> etree.Element:
        figure = etree.Element("figure", {"class": "diagram"})
        mistakes = findings(source)
        if mistakes:
            figure.append(problem(mistakes))
        caption = title(source)
        # A reader searches for words, not for Mermaid's source.
        frame = etree.SubElement(figure, "div", {"class": "diagram-frame", "data-search-exclude": ""})
        # mermaid2's fence leaves `<br>` and `&` of a label unescaped, and a browser would take them for its own.
        frame.text = self.md.htmlStash.store(
            f'<pre class="mermaid"><code>{html.escape(source, quote=False)}</code></pre>'
        )
        if caption:
            figure.set("id", unique(anchor(source), self._ids))
            frame.attrib.update({"role": "region", "tabindex": "0", "aria-label": f"Diagram: {caption}"})
            etree.SubElement(figure, "figcaption").text = AtomicString(caption)
        return figure


class DiagramExtension(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(DiagramTreeprocessor(md), "diagrams", PRIORITY)


def makeExtension(**kwargs):
    return DiagramExtension(**kwargs)
