"""Before any step a reader meets the prompt, hears the answer in one minute and sees the whole system."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "open the page as docs/case-studies/_template/index.md does"
PARTS = (
    ("the prompt", r'!!! question "The prompt"', 'add !!! question "The prompt" and the interviewer\'s words'),
    (
        "the answer in one minute",
        r'!!! abstract "In one minute"',
        'add !!! abstract "In one minute" and five to eight sentences',
    ),
    ("the diagram of the whole system", r"```+ *mermaid", "add a ```mermaid block of the whole system"),
)


def findings(page: Page) -> Iterator[Finding]:
    if page.case != "design":
        return
    opening = page.sections[0]
    lines = page.lines[: opening.end - 1]
    at = {}
    for what, pattern, fix in PARTS:
        line = next((number for number, line in enumerate(lines, 1) if re.fullmatch(pattern, line.strip())), 0)
        if line:
            at[what] = line
        else:
            yield page.finding(opening.end - 1, f"the page does not open with {what}", fix, source="")
    if list(at.values()) != sorted(at.values()):
        yield page.finding(min(at.values()), f"the opening is out of order: {', then '.join(sorted(at, key=at.get))}")
