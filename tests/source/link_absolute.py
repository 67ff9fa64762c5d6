"""A link that begins at the server's root, or names this site, breaks in every fork, preview and offline copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "write the path from this page to the other .md file, as ../other-case/index.md"
OWN = re.compile(r"/|https?://(localhost|127\.0\.0\.1)\b", re.IGNORECASE)


def findings(page: Page) -> Iterator[Finding]:
    for link in page.links:
        if OWN.match(link.target):
            yield page.finding(link.line, f"the link {link.target} is absolute")
