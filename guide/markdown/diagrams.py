"""Mermaid fences as figures: a caption, an address to link to, and a frame that scrolls sideways."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree as etree

from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.util import AtomicString

from guide.diagram import anchor, findings, title
from guide.markdown.fences import PRIORITY, FenceTreeprocessor
from guide.markdown.problem import problem

_FENCE = re.compile(r'<pre[^>]*class="mermaid"[^>]*><code>(.*)</code></pre>', re.DOTALL)


class DiagramTreeprocessor(FenceTreeprocessor):
    """``<figure class="diagram" id="figure-slug-of-accTitle">`` around each Mermaid block."""

    name = "mermaid"

    def run(self, root: etree.Element) -> None:
        stash = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(stash):
            # mermaid2's fence leaves what it holds as it is, also where it stands in a sentence and is no figure.
            if fence := _FENCE.fullmatch(block.strip()) if isinstance(block, str) else None:
                stash[index] = _block(fence[1])
        super().run(root)

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
        frame.text = self.md.htmlStash.store(_block(source))
        if caption:
            figure.set("id", unique(anchor(source), self._ids))
            frame.attrib.update({"role": "region", "tabindex": "0", "aria-label": f"Diagram: {caption}"})
            etree.SubElement(figure, "figcaption").text = AtomicString(caption)
        return figure


def _block(source: str) -> str:
    return f'<pre class="mermaid"><code>{html.escape(source, quote=False)}</code></pre>'


class DiagramExtension(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(DiagramTreeprocessor(md), "diagrams", PRIORITY)


def makeExtension(**kwargs):
    return DiagramExtension(**kwargs)
