"""A term is looked up by any of its names, and leads to where it is taught."""

from __future__ import annotations

from collections.abc import Iterator

from guide import glossary, speech
from guide.finding import Finding
from guide.page import Page

FIX = (
    "write the name, (its abbreviation) and other names after commas; below it :   one or two sentences and [a link](…)"
)
WORDS = 60


def findings(page: Page) -> Iterator[Finding]:
    if page.path != glossary.PATH:
        return
    defined: dict[tuple[str, ...], int] = {}
    for entry in glossary.entries(page):
        if not entry.text:
            yield page.finding(entry.line, f"nothing is said of “{entry.names[0]}”")
            continue
        if "](" not in entry.text:
            yield page.finding(entry.line, f"“{entry.names[0]}” leads nowhere", "end with a link to where it is taught")
        if (count := speech.words(entry.text)) > WORDS:
            fix = "say it in one or two sentences; the page that teaches it says the rest"
            yield page.finding(entry.line, f"{count} words on “{entry.names[0]}”; the most is {WORDS}", fix)
        # A singular and its plural are one name.
        for name in {glossary.plain(name) for name in entry.names}:
            if name in defined:
                fix = "make one entry of the two, or leave the name to one of them"
                yield page.finding(entry.line, f"“{' '.join(name)}” is in line {defined[name]} already", fix)
            defined.setdefault(name, entry.line)
