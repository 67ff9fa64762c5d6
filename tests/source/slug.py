"""A page's address is its file's name: it is typed, sent and kept for years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from guide.book import Book
from guide.files import PICTURES
from guide.finding import Finding

FIX = "rename it to lowercase ASCII letters and digits joined by hyphens"
FILE = re.compile(r"[\w.-]+", re.ASCII)
SLUG = re.compile(r"_?[a-z0-9]+(-[a-z0-9]+)*")


def findings(book: Book) -> Iterator[Finding]:
    for path in map(PurePosixPath, book.files):
        if path.suffix.lower() in (".md", *PICTURES):
            for part in (*path.parts[:-1], path.stem):
                if not SLUG.fullmatch(part):
                    yield Finding(str(path), 1, "", f"the name {part} does not make a lasting address", str(path))
        elif not FILE.fullmatch(path.name):
            yield Finding(str(path), 1, "", f"the name {path.name} does not make a lasting address", str(path))
