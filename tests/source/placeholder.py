"""What was left for later reaches the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "write it, or take it out"
LEFT = re.compile(
    r"\b(XXX+|TK)\b|(?i:\b(todo|tbd|fixme|lorem ipsum|coming soon|to be written|under construction|citation needed"
    r"|as an ai (?:language )?model)\b|\[(?:write|insert|add|fill in) (?:this|your|the|a|more|here)\b[^\]]*\](?!\())|\bDRAFT\b"
    # Three question marks at the beginning of a line open a fold.
    r"|(?<=\S)\s*\?{3,}|^\s*\?{3,}\s*$"
)


def findings(page: Page) -> Iterator[Finding]:
    for number, line in enumerate(page.lines, 1):
        if match := LEFT.search(line):
            yield page.finding(number, f"“{match[0].strip()}” is left on the page")
