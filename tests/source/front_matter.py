"""Search, catalog and the page's title block are made from the front matter; a misspelled key is silently nothing."""

from __future__ import annotations

from collections.abc import Iterator

from guide import meta
from guide.finding import Finding
from guide.page import Page

FIRST = True
FIX = 'write the keys as docs/case-studies/_template/index.md does, with quotes around a value that holds ": "'


def findings(page: Page) -> Iterator[Finding]:
    yield from meta.findings(page)
