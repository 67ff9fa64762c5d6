"""A case study with any one section, speech, diagram, plot, estimate or source taken out fails with a finding that names it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.book import Book
from guide.diagram import anchor, title
from guide.page import NAMED, Page
from tests.rules import ROOT, rules
from tests.sharing import code

RULES = {rule.id: rule for rule in rules("source")}
BOOK = Book(ROOT)
CASES = sorted({page.path.rpartition("/")[0] for page in BOOK.pages if page.case and page.published})


def without(page: Page, first: int, last: int) -> str:
    """The page's text without its lines ``first`` to ``last``, 1-based, last included."""
    return "\n".join(page.lines[: first - 1] + page.lines[last:])


def entries(case: str) -> dict[str, str]:
    """The bibliography's entries that ``case`` cites, by key: the whole of it would be read anew for each mutation."""
    cited = {key for page in BOOK.pages if page.path.startswith(f"{case}/") for key, _ in page.citations}
    bib = (ROOT / "docs/references.bib").read_text("utf-8")
    every = re.finditer(r"^@\w+\{([\w-]+),.*?(?=^@|\Z)", bib, re.DOTALL | re.MULTILINE)
    return {entry[1]: entry[0] for entry in every if entry[1] in cited}


def mutations(case: str) -> Iterator[tuple[str, str, str, str, str]]:
    """(what was taken out, the rules that may notice, the file, its new text, what a finding must say)."""
    pages = [page for page in BOOK.pages if page.path.startswith(f"{case}/")]
    for page in pages:
        for section in page.sections[1:]:
            text = without(page, section.start, section.end - 1)
            yield f"section {section.title}", "contract-headings", page.path, text, f"“{section.title}”"
        for fence in page.fences:
            text = without(page, fence.line, fence.line + fence.body.count("\n") + 2)
            if fence.name == "mermaid":
                name = title(fence.body)
                yield f"diagram {name}", "link-broken", page.path, text, f"#{anchor(fence.body)}"
            elif fence.name == "estimate" and (name := NAMED.search(fence.body)):
                noticing = "estimate-value-unknown estimate-unknown-name link-broken"
                yield f"estimate {name[1]}", noticing, page.path, text, name[1]
            elif fence.name == "plot" and (name := NAMED.search(fence.body)):
                yield f"plot {name[1]}", "link-broken", page.path, text, f"#plot-{name[1]}"
        for block in page.blocks_of("spoken"):
            step = next(section.title for section in page.sections if block in section)
            yield f"what is said at {step}", "contract-spoken", page.path, without(page, block.line, block.end), step
    cited = entries(case)
    for key in cited:
        bib = "".join(entry for other, entry in cited.items() if other != key)
        yield f"source {key}", "citation-unknown", "docs/references.bib", bib, key


def sources(case: str) -> list[str]:
    """All that a mutation starts from."""
    return [*(page.text for page in BOOK.pages if page.path.startswith(f"{case}/")), *entries(case).values()]


def alone(case: str, root: Path) -> None:
    """A book of nothing but ``case``, and the pages that it computes with."""
    pages = [page for page in BOOK.pages if page.path.startswith(f"{case}/")]
    taken = {f"docs/{path}" for page in pages for path, _ in BOOK.sheet(page).homes.values()}
    for name in taken | {page.path for page in pages}:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    (root / "docs/references.bib").write_text("".join(entries(case).values()), "utf-8")


def said(root: Path, noticing: str) -> set[tuple[str, str]]:
    book = Book(root)
    return {(found.file, found.message) for name in noticing.split() for found in RULES[name](book)}


@pytest.mark.parametrize("case", CASES)
def test_nothing_can_be_taken_out(case: str, proved, tmp_path: Path):
    proved(code(), *sources(case))
    alone(case, tmp_path)
    before: dict[str, set[tuple[str, str]]] = {}
    missed = []
    for what, noticing, path, text, named in mutations(case):
        whole = (tmp_path / path).read_bytes()
        if noticing not in before:
            before[noticing] = said(tmp_path, noticing)
        (tmp_path / path).write_text(text, "utf-8")
        if not any(named in message for _, message in said(tmp_path, noticing) - before[noticing]):
            missed.append(what)
        (tmp_path / path).write_bytes(whole)
    assert not missed, "nobody would notice the loss of: " + ", ".join(missed)


@pytest.mark.parametrize("case", CASES)
def test_no_source_can_lose_its_citations(case: str, proved, tmp_path: Path):
    """A source that only this case study cites is reported once the case study no longer does."""
    pages = [page for page in BOOK.pages if page.path.startswith(f"{case}/")]
    elsewhere = {key for page in BOOK.pages if page not in pages for key, _ in page.citations}
    own = sorted({key for page in pages for key, _ in page.citations} & BOOK.bibliography.sources.keys() - elsewhere)
    proved(code(), *sources(case), *own)
    alone(case, tmp_path)
    for key in own:
        for page in pages:
            (tmp_path / page.path).write_text(page.text.replace(f"[^{key}]", ""), "utf-8")
        assert any(key in finding.message for finding in RULES["source-unused"](Book(tmp_path))), key
        for page in pages:
            (tmp_path / page.path).write_bytes(page.data)
