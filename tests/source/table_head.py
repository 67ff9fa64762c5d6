"""A screen reader says a column's head before each of its cells; without one, nobody hears what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from guide.finding import Finding
from guide.page import Page

FIX = "say in the cell what its column holds, as in `| Question | Feed | Ads |`"

_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*$")


def findings(page: Page) -> Iterator[Finding]:
    for number, (head, rule) in enumerate(pairwise(page.unfenced), 1):
        if _ROW.match(head) and _RULE.match(rule) and not all(map(str.strip, head.strip()[1:-1].split("|"))):
            yield page.finding(number, "a column of the table has no head")
