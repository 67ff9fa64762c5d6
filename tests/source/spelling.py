"""A misspelled word makes a reader doubt the numbers next to it; the guide is spelled the American way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from tests.tools import CONFIG, output, writings

FIX = "correct it, or add the word to [tool.typos.default.extend-words] in pyproject.toml"

_TWICE = re.compile(r"\b(the|a|an|of|to|and|is|for|with|on|by|from|are|be)\x20\1\b", re.IGNORECASE)


def findings(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        for number, line in enumerate(page.plain, 1):
            if twice := _TWICE.search(line):
                yield page.finding(number, f"“{twice[0]}” has a word twice", f"write {twice[1]}")
    said = output(book.root, "typos", "--config", CONFIG, "--format", "json", *writings(book.root))
    for wrong in map(json.loads, said.splitlines()):
        if wrong["type"] == "typo":
            lines = (book.root / wrong["path"]).read_text("utf-8", errors="replace").splitlines()
            fix = (
                f"write {' or '.join(wrong['corrections'])}, or add the word to pyproject.toml"
                if wrong["corrections"]
                else ""
            )
            yield Finding(
                wrong["path"],
                wrong["line_num"],
                "",
                f"“{wrong['typo']}” is misspelled",
                lines[wrong["line_num"] - 1][:160],
                fix,
            )
