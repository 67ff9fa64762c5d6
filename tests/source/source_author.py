"""A paper is written by people, who can be looked up; the company's name alone leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from guide.bibliography import Source
from guide.book import Book
from guide.finding import Finding

FIX = "name at least the first three: author = {Covington, Paul and Adams, Jay and Sargin, Emre and others}"


def findings(book: Book) -> Iterator[Finding]:
    for key, source in book.bibliography.sources.items():
        if not _paper(source):
            continue
        if source.collective:
            yield Finding("docs/references.bib", source.line, "", f"{key} is a paper by nobody", source.authors[0])
        elif source.authors[-1:] == ("et al.",) and len(source.authors) < 4:
            message = f"{key} stops after {' and '.join(source.authors[:-1])}"
            yield Finding("docs/references.bib", source.line, "", message, source.title)


def _paper(source: Source) -> bool:
    return source.kind in ("article", "inproceedings") or source.link.startswith("arXiv:")
