"""A merge that was not finished leaves two texts where there was one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding

FIRST = True
FIX = "keep what is right of the two, and remove the marks"
MARK = re.compile(r"[\s>]{0,8}?(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")


def findings(book: Book) -> Iterator[Finding]:
    for name, text in book.texts:
        for number, line in enumerate(text.split("\n"), 1):
            if mark := MARK.match(line):
                yield Finding(name, number, "", f"a merge left {mark[0].strip()}", line)
