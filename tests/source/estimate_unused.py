"""In a case study a number ends in a design: an estimate that nothing uses decided nothing, an assumption neither."""

from __future__ import annotations

from collections.abc import Iterator

from guide.book import Book
from guide.estimate import PROSE_VALUE, canonical
from guide.finding import Finding
from guide.page import Page

FIX = "use it in the text that argues from it, or remove it"


def findings(book: Book) -> Iterator[Finding]:
    used = {page.path: list(_used(book, page)) for page in book.pages}
    for page in book.pages:
        # What stands on a page that cannot be read may use it.
        folder = page.path.rpartition("/")[0]
        if page.case != "design" or any(lost.startswith(f"{folder}/") for lost in book.lost):
            continue
        uses = [
            *used[page.path],
            *(use for other in book.pages for use in _borrowed(book, other, page, used[other.path])),
        ]
        names = {name for name, _ in uses}
        for fence, block in zip(page.fences_of("estimate"), book.sheet(page).blocks, strict=True):
            if not block or not block.name:
                continue
            if not any(name.partition(".")[0] == block.name != by for name, by in uses):
                yield page.finding(fence.line + 1, f"nothing outside the estimate “{block.name}” uses it")
            # A formula that cannot be read uses what nobody knows, and has a finding of its own.
            whole = all(row.tree is not None for row in block.rows if not row.assumed)
            for row in block.rows:
                if whole and row.assumed and row.name not in names:
                    yield page.finding(fence.line + row.line, f"no result and no sentence uses “{row.label}”")


def _used(book: Book, page: Page) -> Iterator[tuple[str, str]]:
    """What is used on ``page``, as "block.label" or "block.", and the block that uses it, or "" for a sentence."""
    for line in page.prose:
        yield from ((canonical(match[1]), "") for match in PROSE_VALUE.finditer(line))
    for block in filter(None, book.sheet(page).blocks):
        yield from ((name, block.name) for name in block.uses)
    for plot in book.plots(page):
        yield from ((name, "") for name in [plot.sweep, *plot.draw])
    for link in page.links:
        if link.target.startswith("#estimate-"):
            yield f"{link.target.removeprefix('#estimate-')}.", ""


def _borrowed(book: Book, other: Page, page: Page, used: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What ``other`` uses of ``page``, by the names that it has there."""
    for path, alias in book.sheet(other).imports:
        if path == page.name:
            yield from ((name.removeprefix(alias), "") for name, _ in used if name.startswith(alias))
