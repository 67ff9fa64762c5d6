"""A page is text: scripts and styles of its own escape the palette, the print style and the ban on outside requests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "write Markdown; a style that several pages need belongs in docs/assets/stylesheets"
RAW = re.compile(
    r"<(?:script|style|iframe|object|embed|link|meta|form)\b|<[a-z][^>]*\s(?:style|on[a-z]+)\s*=", re.IGNORECASE
)


def findings(page: Page) -> Iterator[Finding]:
    for number, line in enumerate(page.prose, 1):
        if match := RAW.search(line):
            yield page.finding(number, f"the page brings its own {match[0].lstrip('<').split()[0]}")
