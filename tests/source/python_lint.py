"""What a linter sees is seen before a reviewer has to say it; how code is laid out is decided once, by a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from guide.book import Book
from guide.finding import Finding
from tests.tools import CONFIG, output

FIX = (
    "run `.venv/bin/ruff format` and `.venv/bin/ruff check --fix`; what is left is in https://docs.astral.sh/ruff/rules"
)


def findings(book: Book) -> Iterator[Finding]:
    code = [name for name in ("guide", "tests") if any((book.root / name).rglob("*.py"))]
    if not code:
        return
    for looks in (["check", "--exit-zero"], ["format", "--check"]):
        said = output(book.root, "ruff", *looks, "--no-cache", "--config", CONFIG, "--output-format", "json", *code)
        for wrong in json.loads(said):
            path, line = Path(wrong["filename"]), wrong["location"]["row"]
            lines = path.read_text("utf-8", errors="replace").splitlines()
            source = lines[line - 1][:160] if line <= len(lines) else ""
            message = f"{wrong['message']} ({wrong['code']})"
            yield Finding(path.relative_to(book.root).as_posix(), line, "", message, source)
