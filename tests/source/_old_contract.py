"""Which pages are still held to what the contract asked before the book had layers."""

from __future__ import annotations

from guide.book import Book

LIST = "tests/source/old_contract.txt"


def old(book: Book) -> dict[str, int]:
    """The paths on the list, each with its line."""
    file = book.root / LIST
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return {line.strip(): number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")}
