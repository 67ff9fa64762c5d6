"""Turn a superfences block of one class into elements of the page's tree.

superfences stashes a custom fence as finished HTML, out of reach of inline Markdown and of the builder's link and
anchor validation. Real elements get both: a citation inside an estimate is a citation, a figure's id is an anchor.
"""

from __future__ import annotations

import html
import re
from abc import abstractmethod
from xml.etree import ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

# After the block parser, before footnotes (50) and inline Markdown (20).
PRIORITY = 60

_STASHED = re.compile(r'<pre[^>]*class="([\w -]+)"[^>]*><code>(.*)</code></pre>', re.DOTALL)


class FenceTreeprocessor(Treeprocessor):
    """Replace every stashed fence of the class ``name`` by what :meth:`build` returns.

    Register with :data:`PRIORITY`.
    """

    name: str

    @abstractmethod
    def build(self, source: str, placeholder: str) -> etree.Element | None:
        """The element for one block; ``None`` leaves nothing on the page.

        Args:
            source: the text between the fences, unescaped.
            placeholder: as an element's text, stands for the block's stashed HTML.
        """

    def begin(self, sources: list[str]) -> None:
        """Called with every block of the page, in order, before the first :meth:`build`."""

    def run(self, root: etree.Element) -> None:
        found = list(self._find(root))
        self.begin([source for *_, source in found])
        for parent, paragraph, source in found:
            element = self.build(source, paragraph.text.strip())
            position = list(parent).index(paragraph)
            parent.remove(paragraph)
            if element is not None:
                element.tail = paragraph.tail
                parent.insert(position, element)

    def _find(self, root: etree.Element):
        for parent in root.iter():
            for child in parent:
                match = HTML_PLACEHOLDER_RE.fullmatch((child.text or "").strip())
                if child.tag != "p" or len(child) or not match:
                    continue
                stashed = self.md.htmlStash.rawHtmlBlocks[int(match[1])]
                fence = _STASHED.fullmatch(stashed.strip()) if isinstance(stashed, str) else None
                if fence and self.name in fence[1].split():
                    yield parent, child, html.unescape(fence[2])
