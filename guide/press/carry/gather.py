"""The finished site as one book: its chapters in reading order, with nothing on them that only a screen can do.

Every format begins here. The order, the parts and their groups are those of the tree that stands on every page, so this
module knows no page and no folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What a page has for whoever sits before it.
_SCREEN = (
    ".headerlink, .md-content__button, .actions, aside.legend, script, template, form, button, "
    ".tabbed-set > input, .tabbed-labels"
)
# What holds ids, as one, as a list of them, or as an address within the page.
_NAMED = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
_WITHIN = re.compile(r"url\(#([^)]+)\)")


@dataclass
class Chapter:
    """One page of the site.

    Args:
        number: its place in the book, from 1.
        address: below the site's, as ``case-studies/news-feed/``.
        headings: the titles it stands under in the tree: its part, and its group within that.
        article: what is read, changed in place by :func:`gather`.
        is_pocket: whether all of it belongs into the pocket edition.
    """

    number: int
    address: str
    headings: tuple[str, ...]
    description: str
    article: LexborNode
    is_pocket: bool

    @property
    def slug(self) -> str:
        """A name for a file."""
        return self.address.strip("/").replace("/", "-") or "start"

    @property
    def title(self) -> str:
        return text(self.article.css_first("h1"))

    def sections(self) -> Iterator[tuple[str, str]]:
        """Id and title of each second-level heading."""
        for heading in self.article.css("h2[id]"):
            yield heading.attributes["id"], text(heading)


@dataclass
class Carried:
    """The book.

    Args:
        url: where the site is published.
        legend: what the drawings' shapes and colors mean, once; ``None`` where nothing is drawn.
    """

    title: str
    description: str
    url: str
    chapters: list[Chapter]
    legend: LexborNode | None
    # A node lives no longer than the tree it is of.
    trees: list[LexborHTMLParser]


# How a format addresses an id of a chapter, and how it writes the id there; the id is empty for the chapter itself.
Address = Callable[[Chapter, str], str]


def gather(site: Path, width: int, link: Address, name: Address, only: str = "") -> Carried:
    """The book that the finished ``site`` is, without the pages that are for the screen alone.

    Args:
        width: of the column, in CSS pixels; a drawing with two layouts keeps the one for it.
        only: a regular expression of the addresses that are wanted.

    Raises:
        SystemExit: there is no finished site.
    """
    if not (site / "index.html").is_file():
        raise SystemExit(f"There is no site in {site}/: run make site first.")
    home = _tree(site / "index.html")
    url = _head(home, 'link[rel="canonical"]', "href")
    chapters, trees, legend = [], [home], None
    for address, headings in _order(home):
        tree = _tree(site / address / "index.html")
        if _is_for_a_screen(tree) or (address and not re.search(only, address)):
            continue
        article = tree.css_first("article")
        description = _head(tree, 'meta[name="description"]', "content")
        is_pocket = _head(tree, 'meta[name="carried"]', "content") == "pocket"
        chapters.append(Chapter(len(chapters) + 1, address, headings, description, article, is_pocket))
        trees.append(tree)
        legend = legend or article.css_first("aside.legend")
    if legend is not None:
        # Its own tree keeps it while the chapters lose theirs.
        trees.append(LexborHTMLParser(legend.html))
        legend = trees[-1].css_first("aside.legend")
    for chapter in chapters:
        _strip(chapter.article, width)
    by_url = {urljoin(url, chapter.address): chapter for chapter in chapters}
    for chapter in chapters:
        _address(chapter, by_url, url, link, name)
    title = _head(home, 'meta[property="og:site_name"]', "content")
    return Carried(title, _head(home, 'meta[name="description"]', "content"), url, chapters, legend, trees)


def text(node: LexborNode) -> str:
    """The words of ``node``, each space single."""
    return " ".join(node.text().split())


def _tree(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def _head(tree: LexborHTMLParser, selector: str, attribute: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(attribute) or "") if node else ""


def _is_for_a_screen(tree: LexborHTMLParser) -> bool:
    """Whether the page says so, or is one of those on which a reader does something."""
    return _head(tree, 'meta[name="carried"]', "content") == "no" or bool(tree.css_first('article [class^="tool-"]'))


def _order(home: LexborHTMLParser) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Address of each page in the tree, and the titles that it stands under."""
    for link in home.css("#book-tree a[href]"):
        headings, node = [], link.parent
        while node.attributes.get("id") != "book-tree":
            if "tree-group" in (node.attributes.get("class") or ""):
                headings.append(text(node.css_first("p")))
            elif node.tag == "details":
                headings.append(text(node.css_first("summary")))
            node = node.parent
        address = link.attributes["href"].removesuffix("index.html")
        yield "" if address in (".", "./") else address, tuple(reversed(headings))


def _strip(article: LexborNode, width: int) -> None:
    for labels in article.css(".tabbed-labels"):
        _take_apart(labels)
    for node in article.css(_SCREEN):
        node.decompose()
    for wide in article.css("svg.drawing:has(+ svg.narrow)"):
        needs = re.search(r"\bfrom-(\d+)\b", wide.attributes["class"])
        kept, other = (wide.next, wide) if needs and int(needs[1]) > width else (wide, wide.next)
        # Shown whatever the frame's width.
        kept.attrs["class"] = re.sub(r"\b(?:narrow|from-\d+)\b", "", kept.attributes["class"]).strip()
        other.decompose()
    for node in article.css("[tabindex]"):
        del node.attrs["tabindex"]


def _take_apart(labels: LexborNode) -> None:
    """Over what a tab opens stands its name."""
    for label, block in zip(labels.css("label"), labels.parent.css(".tabbed-block"), strict=True):
        title = LexborHTMLParser("<p class='tabbed-title'></p>").css_first("p")
        title.insert_child(text(label))
        first = block.first_child
        first.insert_before(title) if first else block.insert_child(title)


def _address(chapter: Chapter, by_url: dict[str, Chapter], url: str, link: Address, name: Address) -> None:
    here = urljoin(url, chapter.address)
    for node in chapter.article.css("a[href]"):
        whole, fragment = urldefrag(urljoin(here, node.attributes["href"]))
        target = by_url.get(whole.removesuffix("index.html"))
        if target is None:
            node.attrs["href"] = whole + (fragment and f"#{fragment}")
        else:
            node.attrs["href"] = link(target, unquote(fragment))
    for node in chapter.article.css("img[src]"):
        node.attrs["src"] = urljoin(here, node.attributes["src"])
    for node in chapter.article.css("*"):
        for key, value in node.attributes.items():
            if key == "id":
                node.attrs[key] = name(chapter, value)
            elif key in _NAMED:
                node.attrs[key] = " ".join(name(chapter, each) for each in value.split())
            elif value and "url(#" in value:
                node.attrs[key] = _WITHIN.sub(lambda found: f"url(#{name(chapter, found[1])})", value)
            elif key == "href" and node.tag == "use":
                node.attrs[key] = "#" + name(chapter, value[1:])
