"""A reader who cannot see a diagram is told its name and what it shows; the name is also its caption and address."""

from __future__ import annotations

from collections.abc import Iterator

from guide.diagram import findings as missing
from guide.finding import Finding
from guide.page import Page

FIX = "write accTitle: … and accDescr: … under the diagram's first line"


def findings(page: Page) -> Iterator[Finding]:
    for fence in page.fences_of("mermaid"):
        yield from (page.within(fence, finding) for finding in missing(fence.body))
