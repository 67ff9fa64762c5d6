"""Nothing is in a drawing alone: the text walks the reader through each, and says so by linking to it."""

from __future__ import annotations

from collections.abc import Iterator

from guide.diagram import anchor, title
from guide.finding import Finding
from guide.page import NAMED, Page

FIX = "link to it in the paragraph that walks through it"


def findings(page: Page) -> Iterator[Finding]:
    targets = {link.target for link in page.links}
    for fence in page.fences_of("mermaid"):
        name = title(fence.body)
        address = f"#{anchor(fence.body)}"
        if name and address not in targets:
            yield page.finding(
                fence.line + 1,
                f"no sentence links to the diagram “{name}”",
                f"write [{name.lower()}]({address}) in the text",
            )
    for fence in page.fences_of("plot"):
        for name in NAMED.findall(fence.body)[:1]:
            if f"#plot-{name}" not in targets:
                message = f"no sentence links to the plot “{name}”"
                yield page.finding(fence.line + 1, message, f"write [the curves](#plot-{name}) in the text")
