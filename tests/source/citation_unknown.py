"""A citation that names no source is a claim without proof, and the reader sees a broken mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from guide.markdown.citations import unknown

FIX = "write the key as docs/references.bib has it, or add the source there"


def findings(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        own = set(re.findall(r"^\s*\[\^([^\]\s]+)\]:", "\n".join(page.prose), re.MULTILINE))
        for key, line in page.citations:
            if key not in own and book.bibliography.lacks(key):
                wrong = unknown(key, book.bibliography)
                yield page.finding(line, wrong.message, wrong.fix)
