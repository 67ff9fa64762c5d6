"""A caption that names a drawing, "The whole system", tells nothing; one that says what it shows is read even by whoever reads no more."""

from __future__ import annotations

from collections.abc import Iterator

from guide.diagram import title
from guide.finding import Finding
from guide.page import Page

FIX = "say in accTitle the one point that the drawing makes, as a short sentence"
# A name has up to three words; more than fit one line of a phone twice are not read.
FEWEST_WORDS, MOST_LETTERS = 4, 70


def findings(page: Page) -> Iterator[Finding]:
    for fence in page.fences_of("mermaid"):
        caption = title(fence.body)
        if caption and len(caption.split()) < FEWEST_WORDS:
            yield page.finding(fence.line + 1, f"“{caption}” is a name and says nothing of the drawing")
        if len(caption) > MOST_LETTERS:
            yield page.finding(fence.line + 1, f"the caption has {len(caption)} letters; the most is {MOST_LETTERS}")
