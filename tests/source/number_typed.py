"""A computed number is written once, in its block: typed again, it stays when an assumption changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.book import Book
from guide.estimate import PROSE_VALUE
from guide.finding import Finding

FIX = "write its name in double braces"
# Two numbers with a percent sign or an abbreviated unit may be equal by chance; those in words are the same quantity.
_TELLING = re.compile(r"\d[\d,.]*\d.*\b[a-zA-Z]{3,}")


def findings(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        sheet = book.sheet(page)
        results = (name for name, row in sheet.rows.items() if not row.assumed)
        said = {value.spoken: name for name in results if (value := sheet.value(name))}
        telling = {spoken: name for spoken, name in said.items() if _TELLING.fullmatch(spoken)}
        for number, line in enumerate(page.plain, 1):
            # Addresses are made of headings, before there are values.
            if line.lstrip().startswith(("#", "/")):
                continue
            text = PROSE_VALUE.sub(" ", line)
            for spoken, name in telling.items():
                # What a source says in the same words carries its citation.
                typed = rf"(?<![\w.,$-]){re.escape(spoken)}(?!\w)(?![^.]*\[\^)"
                if spoken in text and re.search(typed, text):
                    yield page.finding(number, f"{spoken} is computed and typed again", f"write {{{{ {name} }}}}")
