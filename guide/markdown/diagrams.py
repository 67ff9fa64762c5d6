"""Mermaid fences as figures: a caption, an address to link to, a frame that scrolls sideways, and the legend of all."""

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

# What the looks mean, the same on every page. A class is the one that marks a node in a drawing.
LEGEND = (
    ("request", "Request path", "a step that somebody waits for"),
    ("model", "Model", "learned from data"),
    ("store", "Store", "what is kept: a table, an index, a log"),
    ("job", "Job", "runs beside the requests, in batches or on a stream"),
    ("external", "Outside", "people, clients, systems of others"),
    ("solid", "Arrow", "goes on at once, in this order"),
    ("dotted", "Dotted arrow", "later, or only sometimes: what is logged, published, or falls back"),
)


class DiagramTreeprocessor(FenceTreeprocessor):
    """``<figure class="diagram" id="figure-slug-of-accTitle">`` around each Mermaid block, and one legend for all."""

    name = "mermaid"

    def run(self, root: etree.Element) -> None:
        stash = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(stash):
            # mermaid2's fence leaves what it holds as it is, also where it stands in a sentence and is no figure.
            if fence := _FENCE.fullmatch(block.strip()) if isinstance(block, str) else None:
                stash[index] = _block(fence[1])
        super().run(root)
        if self._ids:
            root.append(legend())

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
            # Not a region: a screen reader would list each among the page's landmarks.
            frame.attrib.update({"role": "group", "tabindex": "0", "aria-label": f"Diagram: {caption}"})
            words = etree.SubElement(figure, "figcaption")
            words.text = AtomicString(caption)
            opens = {
                "type": "button",
                "class": "diagram-legend",
                "popovertarget": "diagram-legend",
                "data-search-exclude": "",
            }
            etree.SubElement(words, "button", opens).text = "Legend"
        return figure


def _block(source: str) -> str:
    return f'<pre class="mermaid"><code>{html.escape(source, quote=False)}</code></pre>'


def legend() -> etree.Element:
    """What the looks mean: opened by a figure's button, which needs no script; on paper at the page's end."""
    aside = etree.Element(
        "aside",
        {"class": "legend", "id": "diagram-legend", "popover": "", "aria-label": "Legend", "data-search-exclude": ""},
    )
    etree.SubElement(aside, "p").text = "How to read the drawings"
    looks = etree.SubElement(aside, "dl", {"class": "drawing"})
    for look, name, meaning in LEGEND:
        etree.SubElement(looks, "dt", {"class": look}).text = name
        etree.SubElement(looks, "dd").text = meaning
    return aside


class DiagramExtension(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(DiagramTreeprocessor(md), "diagrams", PRIORITY)


def makeExtension(**kwargs):
    return DiagramExtension(**kwargs)
