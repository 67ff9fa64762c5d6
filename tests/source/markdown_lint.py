"""Markdown that means something else than it looks like; how it is formatted is nobody's business."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from tests.tools import CONFIG, output, writings

FIX = "see `.venv/bin/rumdl explain` with the rule in parentheses"


def findings(book: Book) -> Iterator[Finding]:
    arguments = ["check", "--no-cache", "--fail-on", "never", "--config", CONFIG, "--output-format", "json"]
    for wrong in json.loads(output(book.root, "rumdl", *arguments, *writings(book.root))):
        source = (book.root / wrong["file"]).read_text("utf-8", errors="replace").splitlines()[wrong["line"] - 1]
        yield Finding(
            wrong["file"],
            wrong["line"],
            "",
            f"{wrong['message']} ({wrong['rule']})",
            source,
            f".venv/bin/rumdl explain {wrong['rule']}",
        )
