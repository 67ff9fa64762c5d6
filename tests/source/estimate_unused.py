"""In a case study a number ends in a design: an estimate that no sentence and no estimate uses decided nothing."""

from __future__ import annotations

from collections.abc import Iterator

from guide.book import Book
from guide.estimate import PROSE_VALUE, canonical
from guide.finding import Finding
from guide.page import Page

FIX = "use one of its values in the text that argues from it, or remove it"


def findings(book: Book) -> Iterator[Finding]:
    used = {page.path: set(_used(book, page)) for page in book.pages}
    for page in book.pages:
        if page.case != "design":
            continue
        importing = [other.path for other in book.pages if other is page or _imports(other, page)]
        for fence, block in zip(page.fences_of("estimate"), book.sheet(page).blocks, strict=True):
            if page.case and block and block.name and not any(block.name in used[path] for path in importing):
                yield page.finding(fence.line + 1, f"nothing outside the estimate “{block.name}” uses it")


def _used(book: Book, page: Page) -> Iterator[str]:
    """The names of the blocks that something outside them uses on ``page``."""
    for line in page.prose:
        yield from (canonical(match[1]).partition(".")[0] for match in PROSE_VALUE.finditer(line))
    for block in filter(None, book.sheet(page).blocks):
        yield from {name.partition(".")[0] for name in block.uses} - {block.name}
    yield from (link.target.removeprefix("#estimate-") for link in page.links if link.target.startswith("#estimate-"))


def _imports(other: Page, page: Page) -> bool:
    return any(fence.body.strip() == f"from: {page.name}" for fence in other.fences_of("estimate"))
