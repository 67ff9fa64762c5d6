"""Nothing is in a diagram alone: the text walks the reader through each, and says so by linking to it."""

from __future__ import annotations

from collections.abc import Iterator

from markdown.extensions.toc import slugify

from guide.finding import Finding
from guide.markdown.diagrams import title
from guide.page import Page

FIX = "link to it in the paragraph that walks through it"


def findings(page: Page) -> Iterator[Finding]:
    targets = {link.target for link in page.links}
    for fence in page.fences_of("mermaid"):
        name = title(fence.body)
        anchor = f"#figure-{slugify(name, '-')}"
        if name and anchor not in targets:
            yield page.finding(
                fence.line + 1,
                f"no sentence links to the diagram “{name}”",
                f"write [{name.lower()}]({anchor}) in the text",
            )
