"""A link leads to a page or to an address that says where it goes; anything else runs, opens or holds something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.addresses import refused
from guide.finding import Finding
from guide.markdown.text import FIX  # noqa: F401 - of the rule
from guide.page import Page

DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s*(\S+)")


def findings(page: Page) -> Iterator[Finding]:
    defined = [(match[1], number) for number, line in enumerate(page.plain, 1) if (match := DEFINITION.match(line))]
    for address, line in [*((link.target, link.line) for link in page.links), *defined]:
        if wrong := refused(address):
            yield page.finding(line, wrong)
