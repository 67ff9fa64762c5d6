"""A script runs in whichever browser a reader has, and no builder looks at it before."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from tests.tools import output

FIX = "see https://oxc.rs/docs/guide/usage/linter/rules for the rule in parentheses"
# A copy is made on purpose where a live list changes while it is gone through, and what is set again is drawn again.
OFF = ("unicorn/no-useless-spread", "no-self-assign")


def findings(book: Book) -> Iterator[Finding]:
    scripts = book.root / "docs/assets/javascripts"
    if not scripts.is_dir():
        return
    said = output(
        book.root, "oxlint", "--format", "json", *(f"--allow={rule}" for rule in OFF), "docs/assets/javascripts"
    )
    for wrong in json.loads(said)["diagnostics"]:
        line = wrong["labels"][0]["span"]["line"] if wrong["labels"] else 1
        source = (book.root / wrong["filename"]).read_text("utf-8", errors="replace").splitlines()[line - 1][:160]
        yield Finding(wrong["filename"], line, "", f"{wrong['message']} ({wrong.get('code', 'syntax')})", source)
