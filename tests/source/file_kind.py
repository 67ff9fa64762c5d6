"""What lies under docs/ is published: only what the book needs, of a size it needs, and no link to something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from guide import files
from guide.book import Book
from guide.finding import Finding
from guide.press import active

FIX = files.FIX


def findings(book: Book) -> Iterator[Finding]:
    yield from files.strangers(book.root)
    for name, path in book.files.items():
        if PurePosixPath(name).suffix == ".svg":
            for wrong in active.drawing(name, path.read_text("utf-8", errors="replace")):
                yield replace(wrong, file=name, fix="take it out: a drawing only draws")
