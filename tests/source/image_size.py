"""One large picture weighs more than the whole page around it, on a phone and in every clone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from guide.book import Book
from guide.files import PICTURES
from guide.finding import Finding

FIX = "scale it to 1600 pixels or less and save it as WebP or optimized PNG; a diagram belongs in a ```mermaid block"
MOST_KB = 300


def findings(book: Book) -> Iterator[Finding]:
    for path, file in book.files.items():
        if PurePosixPath(path).suffix.lower() in PICTURES and (size := file.stat().st_size / 1000) > MOST_KB:
            yield Finding(path, 1, "", f"the picture has {size:.0f} KB; the most is {MOST_KB} KB", path)
