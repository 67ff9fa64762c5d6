"""A list that the book makes of itself writes its links from where it stands, so it has to know; the one of files to carry
says of each for whom it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide import carried
from guide.finding import Finding
from guide.page import Page

FIX = "write at: and the path of this page below docs/"


def findings(page: Page) -> Iterator[Finding]:
    for fence in (*page.fences_of("catalog"), *page.fences_of("sources")):
        at = re.fullmatch(r"at:\s*(\S+)", fence.body.strip() or "at: index.md")
        if not at or at[1] != page.name:
            what = f"the {fence.name} block does not say where it stands"
            yield page.finding(fence.line, what, f"write at: {page.name}", fence.body.strip().split("\n")[0])
    for fence in page.fences_of("downloads"):
        _, wrong = carried.read(fence.body)
        if wrong:
            yield page.finding(fence.line, wrong, carried.FIX, fence.body.strip().split("\n")[0])
