"""The list of sources is read by readers: what an editor still has to do, or did not see, is no note for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding

FIX = "do what the note asks for and remove it"

EDITORS = re.compile(
    r"\b(replace|check|guess\w*|inferred|unconfirmed|general knowledge|to ?do|(title|name) taken from|year of reading"
    r"|not (confirmed|opened|seen|shown)|stored (copy|page))\b",
    re.IGNORECASE,
)
READING = re.compile(
    r"\b(abstract read|as quoted|as reprinted|(figures?|tables?) read|not read|read (as|in|through)|seen through)\b",
    re.IGNORECASE,
)


def findings(book: Book) -> Iterator[Finding]:
    for key, source in book.bibliography.sources.items():
        for text in (source.venue, source.note):
            if said := EDITORS.search(text):
                yield Finding("docs/references.bib", source.line, "", f"{key} tells the reader “{said[0]}”", text)
            elif said := READING.search(text):
                message = f"{key} says how it was read in words of its own: “{said[0]}”"
                fix = "write read = {abstract}, or read = {secondary} and via = {who quotes it}"
                yield Finding("docs/references.bib", source.line, "", message, text, fix)
