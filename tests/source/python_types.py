"""A function says what it takes and gives, and a program holds it to that."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from tests.tools import CONFIG, output

FIX = "correct the type or what does not keep to it"


def findings(book: Book) -> Iterator[Finding]:
    if not any((book.root / "guide").glob("*.py")):
        return
    cache = book.root / ".cache/mypy"
    for said in output(
        book.root,
        "mypy",
        "--config-file",
        CONFIG,
        "--cache-dir",
        cache,
        "--output",
        "json",
        "--no-error-summary",
        "guide",
    ).splitlines():
        wrong = json.loads(said)
        if wrong["severity"] == "error":
            lines = (book.root / wrong["file"]).read_text("utf-8").splitlines()
            message = f"{wrong['message']} ({wrong['code']})"
            yield Finding(wrong["file"], max(wrong["line"], 1), "", message, lines[wrong["line"] - 1][:160])
