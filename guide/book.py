"""The book as its rules see it: every page, the table of contents and the files around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from guide import block
from guide.bibliography import Bibliography
from guide.block import Written
from guide.estimate import PROSE_VALUE, Sheet
from guide.estimate.plot import Plot, read_all
from guide.estimate.scenario import Scenario
from guide.files import below, links
from guide.finding import Finding
from guide.markdown import math
from guide.page import Page

# What follows from a value that nobody can read, on the pages that use it.
_FOLLOWS = {"estimate-value-unknown", "estimate-unknown-name", "plot-name", "scenario-value"}
# The suffixes of what is written by hand.
WRITTEN = (".md", ".bib", ".css", ".mjs", ".svg", ".html", ".yml", ".toml")


@dataclass(frozen=True)
class Book:
    """The sources below ``root``, the project's folder. Nothing is read until somebody asks for it."""

    root: Path

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every file of ``docs/`` but the vendored ones, by its path from the root, in order."""
        found = (path for path in below(self.root / "docs") if not path.is_symlink())
        return {name: path for path in found if "/vendor/" not in (name := path.relative_to(self.root).as_posix())}

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """Path and text of all that people write for the book by hand; bytes that are no UTF-8 become U+FFFD."""
        paths = [path for path in self.files.values() if path.suffix in WRITTEN]
        paths += (path for path in below(self.root / "overrides") if path.suffix in WRITTEN and not path.is_symlink())
        paths += (path for path in sorted(self.root.iterdir()) if path.suffix in WRITTEN and path.is_file())
        read = ((path, path.read_bytes().decode("utf-8-sig", errors="replace")) for path in paths)
        return [(path.relative_to(self.root).as_posix(), text) for path, text in read]

    @cached_property
    def pages(self) -> list[Page]:
        return [Page(name, path.read_bytes()) for name, path in self.files.items() if path.suffix == ".md"]

    @cached_property
    def template(self) -> list[Page]:
        """The pages that a new case study starts from."""
        return [page for page in self.pages if page.path.startswith("docs/case-studies/_template/")]

    @cached_property
    def nav(self) -> list[tuple[str, int]]:
        """``(path below docs/, line of mkdocs.yml)`` of every page the table of contents names; an entry without a page has an
        empty one.

        Raises:
            ruamel.yaml.error.YAMLError: mkdocs.yml cannot be read.
        """
        config = YAML(typ="rt").load((self.root / "mkdocs.yml").read_text(encoding="utf-8"))
        return list(_entries(config.get("nav") or CommentedSeq()))

    @cached_property
    def bibliography(self) -> Bibliography:
        return Bibliography.read(self.root / "docs/references.bib")

    @cached_property
    def lost(self) -> set[str]:
        """The pages of which only the reason is told that they cannot be read."""
        return {page.path for page in self.pages if page.is_lost or self.sheet(page).is_torn}

    @cached_property
    def obstacles(self) -> list[Finding]:
        """What the builder would stumble over, or never come to an end with."""
        found = links(self.root)
        for page in self.pages:
            found += (replace(finding, rule="front-matter") for finding in page.meta_findings)
            found += (replace(page.finding(*excess), rule="text-size") for excess in page.excess)
        return found

    def sheet(self, page: Page) -> Sheet:
        """The arithmetic of ``page``, with what it takes from other pages."""
        return self._sheets[page.path]

    def plots(self, page: Page) -> list[Plot]:
        """The curves of ``page``, in order."""
        return self._plots[page.path]

    def scenarios(self, page: Page) -> list[tuple[Written, Scenario]]:
        """The scenarios of ``page`` whose options can be read."""
        read = ((block, block.read()) for block in page.blocks_of("scenario"))
        return [(block, Scenario(options, self.sheet(page))) for block, options in read if options is not None]

    @cached_property
    def _plots(self) -> dict[str, list[Plot]]:
        return {
            page.path: read_all([fence.body for fence in page.fences_of("plot")], self.sheet(page))
            for page in self.pages
        }

    @cached_property
    def _sheets(self) -> Mapping[str, Sheet]:
        return _read(tuple((page.name, *(fence.body for fence in page.fences_of("estimate"))) for page in self.pages))

    def mistakes(self, rule: str) -> list[Finding]:
        """What the machinery itself finds wrong with estimates, plots, practice blocks and formulas, of one rule."""
        return [finding for finding in self._mistakes if finding.rule == rule]

    @cached_property
    def _mistakes(self) -> list[Finding]:
        return [finding for page in self.pages for finding in self._mistakes_of(page)]

    def _mistakes_of(self, page: Page) -> list[Finding]:
        sheet = self.sheet(page)
        lacks = sheet.lacks or any(f"docs/{path}" in self.lost for path, _ in sheet.imports)
        return [finding for finding in self._found_on(page, sheet) if not (lacks and finding.rule in _FOLLOWS)]

    def _found_on(self, page: Page, sheet: Sheet) -> list[Finding]:
        fences = page.fences_of("estimate")
        found = [page.within(fences[index], finding) for index, finding in sheet.findings]
        for fence, plot in zip(page.fences_of("plot"), self.plots(page), strict=True):
            found += [page.within(fence, finding) for finding in plot.findings]
        for written, scenario in self.scenarios(page):
            found += [finding.at(page.path, written.line_of(finding.source) - 1) for finding in scenario.findings]
        for number, line in enumerate(page.prose, 1):
            unknown = (sheet.unknown(match[1]) for match in PROSE_VALUE.finditer(line))
            found += [finding.at(page.path, number - 1) for finding in unknown if finding]
        found += [finding.at(page.path) for finding in block.check(page.prose) + math.check(page.prose)]
        return found


# Kept by what is written: while nobody changes an estimate, the next book need not compute anything anew.
@lru_cache(maxsize=4)
def _read(pages: tuple[tuple[str, ...], ...]) -> Mapping[str, Sheet]:
    """The sheets of ``pages``, each the page's path below docs/ and the sources of its blocks, by its path from the root."""
    written = {name: blocks for name, *blocks in pages}

    def load(name: str) -> list[str]:
        if name not in written:
            raise ValueError(f"there is no page docs/{name}")
        return written[name]

    # A sheet's registry of units takes a while to make, and most pages count nothing.
    nothing = Sheet.read([])
    return {f"docs/{name}": Sheet.read(own, load) if own else nothing for name, own in written.items()}


def _entries(items: object) -> Iterator[tuple[str, int]]:
    if not isinstance(items, CommentedSeq):
        return
    for index, item in enumerate(items):
        line = items.lc.item(index)[0] + 1
        if not isinstance(item, CommentedMap):
            yield item if isinstance(item, str) else "", line
            continue
        for title, inner in item.items():
            if isinstance(inner, CommentedSeq):
                yield from _entries(inner)
            elif isinstance(inner, str):
                yield inner, item.lc.value(title)[0] + 1
            else:
                yield "", item.lc.key(title)[0] + 1
