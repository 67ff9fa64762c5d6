"""A misspelled word makes a reader doubt the numbers next to it; the guide is spelled the American way."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from tests.tools import CONFIG, output, writings

FIX = "correct it, or add the word to [tool.typos.default.extend-words] in pyproject.toml"


def findings(book: Book) -> Iterator[Finding]:
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
