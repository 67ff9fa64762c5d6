"""Mermaid fences as figures: a caption, an address to link to, and a frame that scrolls sideways."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree as etree

from markdown.extensions import Extension
from markdown.extensions.toc import slugify, unique
from markdown.util import AtomicString

from guide.finding import Finding
from guide.markdown.fences import PRIORITY, FenceTreeprocessor
from guide.markdown.problem import problem

_TITLE = re.compile(r"^[ \t]*accTitle[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^[ \t]*accDescr[ \t]*(?::[ \t]*(\S.*?)[ \t]*$|\{\s*([^}]*?\S)\s*\})", re.MULTILINE)


def title(source: str) -> str:
    """The diagram's accessible name, which is its caption too; empty if it has none."""
    match = _TITLE.search(source)
    return match[1] if match else ""


def description(source: str) -> str:
    """What a reader who cannot see the diagram is told; empty if it has none."""
    match = _DESCRIPTION.search(source)
    return " ".join((match[1] or match[2]).split()) if match else ""


def findings(source: str) -> list[Finding]:
    """What keeps the diagram ``source`` from a reader who cannot see it."""
    missing = [
        ("accTitle", title, "a name", "accTitle: <what the figure is called>"),
        ("accDescr", description, "a description", "accDescr: <what it shows, in a sentence or two>"),
    ]
    kind = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return [
        Finding(
            rule="diagram-accessibility",
            message=f"The diagram has no {keyword}, so a reader who cannot see it gets no {what.split()[1]}.",
            source=kind,
            fix=f"write `{example}` on the line below `{kind or 'flowchart LR'}`",
        )
        for keyword, read, what, example in missing
        if not read(source)
    ]


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
        frame.text = self.md.htmlStash.store(f'<pre class="mermaid"><code>{html.escape(source, quote=False)}</code></pre>')
        if caption:
            figure.set("id", unique("figure-" + slugify(caption, "-"), self._ids))
            frame.attrib.update({"role": "region", "tabindex": "0", "aria-label": f"Diagram: {caption}"})
            etree.SubElement(figure, "figcaption").text = AtomicString(caption)
        return figure


class DiagramExtension(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(DiagramTreeprocessor(md), "diagrams", PRIORITY)


def makeExtension(**kwargs):
    return DiagramExtension(**kwargs)
