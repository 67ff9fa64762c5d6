"""What the source of a Mermaid diagram says of it to those who cannot see it, and its address on the page."""

from __future__ import annotations

import re

from markdown.extensions.toc import slugify

from guide.finding import Finding

_TITLE = re.compile(r"^[ \t]*accTitle[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^[ \t]*accDescr[ \t]*(?::[ \t]*(\S.*?)[ \t]*$|\{\s*([^}]*?\S)\s*\})", re.MULTILINE)


def title(source: str) -> str:
    """The diagram's accessible name, which is its caption too; empty if it has none."""
    match = _TITLE.search(source)
    return match[1] if match else ""


def anchor(source: str) -> str:
    """The id of the diagram's figure, unless another of the page has it already; empty if it has no name."""
    return f"figure-{slugify(name, '-')}" if (name := title(source)) else ""


def description(source: str) -> str:
    """What a reader who cannot see the diagram is told; empty if it has none."""
    match = _DESCRIPTION.search(source)
    return " ".join((match[1] or match[2]).split()) if match else ""


def findings(source: str) -> list[Finding]:
    """What keeps the diagram ``source`` from a reader who cannot see it."""
    missing = [
        ("accTitle", title, "a name", "accTitle: <what the figure is called>"),
        ("accDescr", description, "a description", "accDescr: <what it shows, in a sentence or two>"),
    ]
    kind = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return [
        Finding(
            rule="diagram-accessibility",
            message=f"The diagram has no {keyword}, so a reader who cannot see it gets no {what.split()[1]}.",
            source=kind,
            fix=f"write `{example}` on the line below `{kind or 'flowchart LR'}`",
        )
        for keyword, read, what, example in missing
        if not read(source)
    ]
