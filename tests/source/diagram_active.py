"""A diagram is drawn, and does nothing: no links, no scripts, no pictures, no settings of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "take it out; the text links, and the book decides how diagrams look"
ACTIVE = re.compile(
    r"^\s*(?:click\s+\S|callback\s|links?\s+[^-=.&]*:|links\s|href\s)"
    r"|@\{[^}]*\b(?:img|icon)\s*:"
    r"|</?(?!br\s*/?>)[a-z][\w-]*(?=[\s/>])"
    r"|\b(?:java|vb)script\s*:"
    r"|^\s*(?:htmlLabels|securityLevel|themeCSS|config)\s*:",
    re.IGNORECASE,
)


def findings(page: Page) -> Iterator[Finding]:
    for fence in page.fences_of("mermaid"):
        lines = fence.body.split("\n")
        for number, line in enumerate(lines, fence.line + 1):
            if match := ACTIVE.search(line):
                yield page.finding(number, f"the diagram does more than show: {match[0].strip()}")
        first = next((number for number, line in enumerate(lines) if line.strip()), 0)
        if lines[first].strip() == "---":
            yield page.finding(fence.line + 1 + first, "the diagram has settings of its own: ---")
