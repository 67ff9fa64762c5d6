"""Throat-clearing costs a reader's time and says that the writer had nothing to say yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "say the thing itself, or cut the sentence"
WORN = re.compile(
    r"""\b(
    in\ today['’]s\ (?:\w+\s)?(?:world|landscape|age)
    | (?:it\ is|it['’]s)\ (?:important|worth|crucial|essential)\ (?:to\ note|noting|to\ mention|to\ remember)
    | plays?\ an?\ (?:\w+\s)?(?:crucial|key|vital|pivotal|important)\ role
    | delv(?:e|es|ed|ing) | seamless(?:ly)? | game[- ]chang(?:er|ing) | cutting[- ]edge
    # A doubly robust estimator and cluster-robust errors are the field's own terms.
    | (?<!doubly\ )(?<!cluster-)robust(?:ly|ness)?
    | leverag(?:es|ed|ing) | leverage(?=\ (?:the|a|an|our|this|these|its|their)\b)
    | (?:studies|research)\ (?:show|shows|suggest|suggests)
    | needless\ to\ say | in\ conclusion | at\ the\ end\ of\ the\ day
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def findings(page: Page) -> Iterator[Finding]:
    for number, line in enumerate(page.prose, 1):
        for match in WORN.finditer(line):
            yield page.finding(number, f"“{match[0]}” says nothing")
