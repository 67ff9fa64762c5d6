"""The list of exercises that readers have by now, in their progress and in their decks of cards.

``make items`` adds what is new, before a release; what is no longer asked stays on the list, marked as retired.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from guide.book import Book
from tests.rules import ROOT
from tests.source._old_contract import old

LIST = "tests/source/items.txt"
RETIRED = "retired"
KINDS = ("card", "clarify", "decision", "probe", "scenario", "twist")
_HEAD = (
    "# The exercises that readers have: page and id, for good. What is no longer asked has the word retired behind it, and its\n"
    "# id is not used again. make items adds what is new.\n"
)


def written(book: Book) -> dict[tuple[str, str], int]:
    """Page and id of each exercise of the published pages, with its line."""
    return {
        (page.path, block.id): block.line
        for page in book.pages
        if page.published
        for kind in KINDS
        for block in page.blocks_of(kind)
        if block.id
    }


def kept(root: Path) -> Iterator[tuple[int, str, str, bool]]:
    """Line, page, id of each entry of the list, and whether it is retired."""
    file = root / LIST
    for number, line in enumerate(file.read_text("utf-8").splitlines() if file.is_file() else [], 1):
        if line.strip() and not line.startswith("#"):
            page, id, *marks = line.split()
            yield number, page, id, RETIRED in marks


def add(book: Book) -> int:
    """Put on the list what it does not have, and say how many; a page that is still being brought to the contract waits."""
    lines = {(page, id): is_retired for _, page, id, is_retired in kept(book.root)}
    new = {item for item in written(book) if item[0] not in old(book)} - lines.keys()
    entries = sorted([*lines, *new])
    text = "".join(f"{page} {id}{' ' + RETIRED if lines.get((page, id)) else ''}\n" for page, id in entries)
    (book.root / LIST).write_text(_HEAD + text, encoding="utf-8")
    return len(new)


if __name__ == "__main__":
    print(f"{add(Book(ROOT))} exercises added to {LIST}")
