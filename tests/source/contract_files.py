"""A case study is one folder with a design to read and a practice page to try it on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from guide.book import Book
from guide.finding import Finding

FIX = "start from docs/case-studies/_template with make new-case NAME=…"
FILES = ("index.md", "practice.md")


def findings(book: Book) -> Iterator[Finding]:
    paths = [PurePosixPath(page.path) for page in book.pages]
    within = [path for path in paths if path.parts[:2] == ("docs", "case-studies") and len(path.parts) > 3]
    for folder in sorted({PurePosixPath(*path.parts[:3]) for path in within}):
        there = {str(path.relative_to(folder)) for path in within if path.is_relative_to(folder)}
        for name in FILES:
            if name not in there:
                yield Finding(f"{folder}/{name}", 1, "", f"the case study has no {name}", str(folder))
        for name in sorted(there - {*FILES}):
            yield Finding(
                f"{folder}/{name}",
                1,
                "",
                f"a case study has no page {name}",
                str(folder),
                "move its text to one of the two",
            )
