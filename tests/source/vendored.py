"""What others made is kept as they published it, and says where it is from: nobody reads it again at each change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from guide.book import Book
from guide.finding import Finding

FIX = "take the file as it was published, and write its version and digest into SOURCE.txt beside it, as the other lines do"

_DIGEST = re.compile(r"^sha256 (?P<digest>[0-9a-f]{64}) (?P<name>\S+)$", re.MULTILINE)


def findings(book: Book) -> Iterator[Finding]:
    assets = book.root / "docs/assets"
    for path in sorted([*assets.glob("vendor/*/*"), *assets.glob("fonts/*.woff2")]):
        if path.is_file() and path.suffix not in ("", ".txt"):
            source = path.with_name("SOURCE.txt")
            told = _DIGEST.findall(source.read_text("utf-8")) if source.is_file() else []
            if (hashlib.sha256(path.read_bytes()).hexdigest(), path.name) not in told:
                yield _finding(book, path, "this is not the file that SOURCE.txt tells of")


def _finding(book: Book, path: Path, message: str) -> Finding:
    return Finding(path.relative_to(book.root).as_posix(), 1, "", message, path.name)
