"""The term an interviewer uses stands on the page that teaches the thing, and in the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from guide import glossary
from guide.book import Book
from guide.finding import Finding

LAST = True
FIX = "introduce the thing by this name, or take the name off the list"


def findings(book: Book) -> Iterator[Finding]:
    pages = {page.path: page for page in book.pages}
    if glossary.PATH not in pages or glossary.PATH in book.lost:
        return
    known = glossary.names(glossary.entries(pages[glossary.PATH]))
    for page in book.pages:
        line = page.meta_line("terms")
        terms = [str(term) for term in page.meta.get("terms") or []]
        said = glossary.said(page) if terms else ""
        for term in terms:
            if not glossary.says(said, term):
                yield page.finding(line, f"the term “{term}” does not stand in the text")
            if glossary.plain(term) not in known:
                fix = f"add it to {glossary.PATH}, or its other name to the entry that is there"
                yield page.finding(line, f"the term “{term}” is not in the glossary", fix)
