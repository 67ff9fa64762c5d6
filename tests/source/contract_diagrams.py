"""Data, model, serving path and the retraining loop are what an interviewer asks to see drawn."""

from __future__ import annotations

from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "draw it in a ```mermaid block in this section"
DRAWN = {
    "3. Prepare the data": "the data and the labels",
    "4. Develop the model": "the model",
    "6. Deploy and serve": "the serving path with its budget",
    "7. Monitor and maintain": "the monitoring and retraining loop",
}


def findings(page: Page) -> Iterator[Finding]:
    if page.case != "design":
        return
    for section in page.sections:
        what = DRAWN.get(section.title)
        if what and not any(fence in section for fence in page.fences_of("mermaid")):
            yield page.finding(section.start, f"the section “{section.title}” has no diagram of {what}")
