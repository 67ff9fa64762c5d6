"""An estimate that cannot be read computes nothing, and the page shows a box instead of a table."""

from __future__ import annotations

from guide.book import Book
from guide.finding import Finding

FIRST = True
FIX = "write the block as the one in docs/case-studies/_template/index.md"


def findings(book: Book) -> list[Finding]:
    # A fence that does not end holds much that is no estimate.
    lost = {page.path for page in book.pages if page.is_lost}
    return [finding for finding in book.mistakes("estimate-syntax") if finding.file not in lost]
