"""A workflow runs with the repository's rights; a pull request must not be able to borrow them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from tests.tools import output

FIX = "see https://docs.zizmor.sh/audits for the audit in parentheses"


def findings(book: Book) -> Iterator[Finding]:
    if not (book.root / ".github/workflows").is_dir():
        return
    said = output(book.root, "zizmor", "--offline", "--quiet", "--no-exit-codes", "--format", "json", ".github")
    for wrong in json.loads(said):
        place = next(spot for spot in wrong["locations"] if spot["symbolic"]["kind"] == "Primary")
        line = place["concrete"]["location"]["start_point"]["row"] + 1
        path = place["symbolic"]["key"]["Local"]["verbatim_path"]
        source = place["concrete"]["feature"].splitlines()[0]
        message = f"{wrong['desc']} ({wrong['ident']}): {place['symbolic']['annotation']}"
        yield Finding(path, line, "", message, source, f"see {wrong['url']}")
