"""``python -m tests.check [PAGE]``: what the sources alone tell, in the order in which one repairs it.

The same rules as in ``make test``, in seconds; how the finished pages look and behave is left to that.
"""

from __future__ import annotations

import sys

from guide.book import Book
from guide.finding import Finding
from tests.rules import ROOT, rules


def findings(book: Book, wanted: str = "") -> list[Finding]:
    """Of the files whose path holds ``wanted``, by file and line; first what hinders reading a file, last what counts it."""
    found = {
        each: (rule.is_last, not rule.is_first)
        for rule in rules("source")
        for each in rule(book, wanted)
        if wanted in each.file
    }
    return sorted(found, key=lambda each: (each.file, found[each], each))


def main(wanted: str = "") -> int:
    book = Book(ROOT)
    if not any(wanted in path for path in book.files):
        print(f"No page's path has “{wanted}” in it: write one as in PAGE=payment-fraud or PAGE=framework/evaluate.md")
        return 2
    found = findings(book, wanted)
    for finding in found:
        print(f"{finding}\n")
    print(f"{len(found) or 'no'} finding{'' if len(found) == 1 else 's'}" + (f" in …{wanted}…" if wanted else ""))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
