"""Lists that the book makes of itself: the catalog of case studies, the list of sources, and what it can be carried as."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from os.path import dirname, relpath
from pathlib import Path
from xml.etree import ElementTree as etree

import yaml
from markdown import Markdown
from markdown.extensions import Extension

from guide import carried, meta, reading
from guide.bibliography import Bibliography
from guide.book import Book
from guide.finding import Finding
from guide.markdown.fences import FenceTreeprocessor
from guide.markdown.problem import problem
from guide.markdown.typography import NO_BREAK
from guide.page import Page

RULE = "listing-form"


class _Listing(FenceTreeprocessor):
    """A fence whose body is empty or ``at: path/of/the/page.md``, below docs/; links are written from there."""

    attributes: dict[str, str] = {}

    def __init__(self, md: Markdown, base: Path):
        super().__init__(md)
        self.base = base

    @abstractmethod
    def items(self, folder: str) -> Iterator[etree.Element]:
        """The ``<li>`` elements, with links as a page in ``folder`` writes them."""

    def build(self, source: str, placeholder: str) -> etree.Element:
        try:
            options = yaml.safe_load(source) or {"at": "index.md"}
        except yaml.YAMLError:
            options = None
        if not isinstance(options, dict) or set(options) != {"at"} or not (self.base / str(options["at"])).is_file():
            fix = "write at: and the path of this page below docs/"
            message = f"the {self.name} block does not say where it stands"
            return problem([Finding(rule=RULE, message=message, source=source.strip(), fix=fix)])
        listing = etree.Element("ul", {"class": self.name, **self.attributes})
        listing.extend(self.items(dirname(options["at"])))
        return listing

    def pages(self) -> list[Page]:
        found = (Page(path.as_posix(), path.read_bytes()) for path in sorted(self.base.rglob("*.md")))
        return [page for page in found if page.published]

    def link(self, page: Page, folder: str) -> etree.Element:
        link = etree.Element("a", {"href": relpath(page.path, self.base / folder).replace("\\", "/")})
        link.text = str(page.meta.get("title", "")) or next((heading.text for heading in page.headings), page.path)
        return link


class _Catalog(_Listing):
    """The case studies in the book's order, from their front matter, each with what a first reading takes."""

    name = "catalog"
    attributes = {"data-facets": json.dumps(meta.FACETS)}

    def items(self, folder: str) -> Iterator[etree.Element]:
        order = {name: place for place, (name, _) in enumerate(Book(self.base.parent).nav)}
        cases = [page for page in self.pages() if page.case == "design"]
        for page in sorted(cases, key=lambda page: order.get(page.name, len(order))):
            item = etree.Element("li")
            if wrong := [*meta.findings(page)]:
                item.append(problem([replace(finding, rule="front-matter") for finding in wrong]))
                yield item
                continue
            case = meta.CaseMeta.model_validate(page.meta)
            for facet in meta.FACETS:
                item.set(f"data-{facet}", ",".join(case.facet(facet)))
            item.append(self.link(page, folder))
            etree.SubElement(item, "span", {"class": "minutes"}).text = f"{reading.minutes(page)}{NO_BREAK}min"
            etree.SubElement(item, "p").text = case.description
            chips = etree.SubElement(item, "ul", {"class": "chips"})
            for word in (word for facet in meta.FACETS for word in case.facet(facet)):
                etree.SubElement(chips, "li").text = word
            yield item


class _Sources(_Listing):
    """All sources by author, each with the pages that cite it."""

    name = "sources"

    def __init__(self, md: Markdown, base: Path, bibliography: str):
        super().__init__(md, base)
        self.bibliography = bibliography

    def items(self, folder: str) -> Iterator[etree.Element]:
        bibliography = Bibliography.read(self.bibliography)
        if bibliography.findings:
            item = etree.Element("li")
            item.append(problem(bibliography.findings))
            yield item
        citing: dict[str, dict[str, Page]] = {}
        for page in self.pages():
            for key, _ in page.citations:
                citing.setdefault(key, {})[page.path] = page
        for source in sorted(bibliography.sources.values(), key=lambda each: each.sort_key):
            item = etree.Element("li", {"id": f"source-{source.key}"})
            item.append(source.paragraph())
            if source.key in citing:
                pages = etree.SubElement(item, "p", {"class": "cited"})
                pages.text = "Cited in "
                for page in citing[source.key].values():
                    link = self.link(page, folder)
                    link.tail = ", "
                    pages.append(link)
                pages[-1].tail = ""
            yield item


class _Downloads(FenceTreeprocessor):
    """What the book can be carried as. The files are made of the finished site, so :mod:`guide.press.carry` names them here."""

    name = "downloads"

    def build(self, source: str, placeholder: str) -> etree.Element:
        whom, wrong = carried.read(source)
        if wrong:
            return problem([Finding(rule=RULE, message=wrong, source=source.strip().split("\n")[0], fix=carried.FIX)])
        listing = etree.Element("ul", {"class": self.name})
        for name, words in whom.items():
            item = etree.SubElement(listing, "li", {"data-download": name})
            etree.SubElement(item, "strong").text = carried.FORMATS[name].title
            etree.SubElement(item, "p").text = words
            etree.SubElement(item, "p", {"class": "download-file"}).text = carried.FORMATS[name].missing
        return listing


class ListingExtension(Extension):
    """``base_path`` is the folder of the pages, ``bibliography`` the path of the BibTeX file."""

    def __init__(self, **kwargs):
        self.config = {
            "base_path": ["docs", "folder of the pages"],
            "bibliography": ["docs/references.bib", "path of the BibTeX file"],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        base = Path(self.getConfig("base_path"))
        # After inline Markdown (20): what comes from a front matter or from BibTeX is no Markdown.
        md.treeprocessors.register(_Catalog(md, base), "catalog", 18.5)
        md.treeprocessors.register(_Sources(md, base, self.getConfig("bibliography")), "source-list", 18.4)
        md.treeprocessors.register(_Downloads(md), "downloads", 18.3)


def makeExtension(**kwargs) -> ListingExtension:
    return ListingExtension(**kwargs)
