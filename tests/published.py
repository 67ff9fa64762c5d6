"""The finished site as its rules see it."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from guide.book import Book
from guide.finding import Finding

# A fork's pages live below the repository's name, so the site is proved there too.
BASE = "/guide/"
# Stands for the address the site is published at; nothing is fetched.
SERVER = "https://book.invalid"
ORIGIN = SERVER + BASE


def packed(data: bytes) -> int:
    """Bytes on the wire, as a server that compresses sends them."""
    return len(gzip.compress(data, 9))


@dataclass(frozen=True)
class HtmlPage:
    """One page of the site; ``path`` is below the site's folder."""

    path: str
    text: str

    @property
    def url(self) -> str:
        return ORIGIN + re.sub(r"(^|/)index\.html$", r"\1", self.path)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.text)

    @cached_property
    def ids(self) -> list[str]:
        return [node.attributes["id"] for node in self.tree.css("[id]") if node.attributes["id"]]

    def finding(self, snippet: str, message: str, fix: str = "") -> Finding:
        """A finding at the first line that holds ``snippet``."""
        at = self.text.find(snippet)
        line = self.text.count("\n", 0, max(at, 0))
        source = self.text.split("\n")[line].strip() if at >= 0 else snippet
        start = max(source.find(snippet) - 60, 0)
        return Finding(f"site/{self.path}", line + 1, "", message, source[start : start + 160], fix)

    def references(self, *attributes: str) -> list[tuple[LexborNode, str]]:
        """``(element, address)`` of every element that has one of ``attributes``, addresses made whole."""
        base = self.url
        return [
            (node, urljoin(base, value.strip()))
            for name in attributes
            for node in self.tree.css(f"[{name}]")
            if (value := node.attributes.get(name)) is not None
        ]


@dataclass(frozen=True)
class Site:
    """The finished site in the folder ``root``, and the book that it was made of where one is at hand."""

    root: Path
    book: Book | None = None

    @cached_property
    def pages(self) -> list[HtmlPage]:
        found = sorted(self.root.rglob("*.html"))
        return [HtmlPage(path.relative_to(self.root).as_posix(), path.read_text("utf-8")) for path in found]

    @cached_property
    def _by_url(self) -> dict[str, HtmlPage]:
        return {page.url: page for page in self.pages}

    def missing(self, address: str) -> str:
        """What of ``address`` is not there, in words; empty if all of it is, or it is not the site's own."""
        url, fragment = urldefrag(address)
        if not url.startswith(ORIGIN):
            return f"{url.removeprefix(SERVER)} is outside the site" if url.startswith(SERVER) else ""
        path = self.root / unquote(urlsplit(url).path.removeprefix(BASE))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            return f"there is no {path.relative_to(self.root).as_posix()}"
        page = self._by_url.get(re.sub(r"(^|/)index\.html$", r"\1", url))
        if fragment and page and unquote(fragment) not in page.ids:
            return f"{page.path} has no #{fragment}"
        return ""
