"""A drawing of more than 25 nodes cannot be read on a phone, or drawn on a whiteboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "split it in two, each with its own question"
MOST = 25

_KINDS = ("flowchart", "graph", "stateDiagram")
_STATEMENTS = re.compile(r"^\s*(?:subgraph|end|direction|click|accTitle|accDescr|note|%%|[*]{2})\b.*", re.MULTILINE)
_DESCRIPTION = re.compile(r"accDescr\s*\{[^}]*\}")
# Labels first, for they may hold anything; then what is drawn between nodes.
_LABELS = re.compile(r'"[^"]*"|\|[^|]*\||\[[^\]]*\]+|\([^)]*\)+|\{[^}]*\}+|:::[\w-]+|@$')
_LABELED_LINK = re.compile(r"(?<=\s)(--|==|-\.)(?![->.=])\s+.*?\s+(?=-->|---|==>|===|\.->|-\.-)")
_LINK = re.compile(r"\s*(?:[<xo]?(?:-{2,}|={2,}|-\.+-?|\.+-|~{3,})[>xo]?|&|;)\s*")


def nodes(source: str) -> set[str]:
    """The ids of the nodes in the Mermaid ``source`` of a flowchart or state diagram; empty for other kinds."""
    kind, _, body = source.lstrip().partition("\n")
    if not kind.startswith(_KINDS):
        return set()
    body = _STATEMENTS.sub("", _DESCRIPTION.sub("", body))
    body = _LABELED_LINK.sub(" ", _LABELS.sub("", body))
    found = (re.match(r"[\w.-]*\w", part.strip()) for line in body.split("\n") for part in _LINK.split(line))
    return {match[0] for match in found if match}


def findings(page: Page) -> Iterator[Finding]:
    for fence in page.fences_of("mermaid"):
        if (count := len(nodes(fence.body))) > MOST:
            yield page.finding(fence.line, f"the diagram has {count} nodes; the most is {MOST}")
