"""How long a page takes to read, for its title block: made from its words, so that nobody has to keep it true."""

from __future__ import annotations

from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from guide import reading
from guide.page import Page


class _Source(Preprocessor):
    """Keep the page as it is written, before anything is taken out of it."""

    page: Page

    def run(self, lines: list[str]) -> list[str]:
        self.page = Page("", "\n".join(lines).encode())
        return lines


class _Minutes(Treeprocessor):
    """``data-minutes`` on the page's title, where the theme's template finds it."""

    def __init__(self, md: Markdown, source: _Source):
        super().__init__(md)
        self.source = source

    def run(self, root: etree.Element) -> None:
        title = next(root.iter("h1"), None)
        if title is not None:
            title.set("data-minutes", str(reading.minutes(self.source.page)))


class MinutesExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        source = _Source(md)
        # Before everything.
        md.preprocessors.register(source, "minutes-source", 1000)
        md.treeprocessors.register(_Minutes(md, source), "minutes", 17)


def makeExtension(**kwargs) -> MinutesExtension:
    return MinutesExtension(**kwargs)
