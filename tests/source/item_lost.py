"""A reader's progress and cards hang on an exercise's page and id: whoever renames it takes away what has been learned."""

from __future__ import annotations

from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from tests.source._items import LIST, RETIRED, kept, written

FIX = f"give it back its id; if it is no longer asked, write {RETIRED} behind it in {LIST}"


def findings(book: Book) -> Iterator[Finding]:
    there = written(book)
    for line, page, id, is_retired in kept(book.root):
        if is_retired and (page, id) in there:
            what, fix = f"{id} was retired, and is asked again", "give the new exercise an id that none has had"
            yield Finding(page, there[page, id], "", what, id, fix)
        elif not is_retired and (page, id) not in there:
            yield Finding(LIST, line, "", f"{page} no longer has {id}", id)
