"""Whatever the finished site links or loads is there: the last look, after every step that moves things."""

from __future__ import annotations

from collections.abc import Iterator

from guide.finding import Finding
from tests.published import Site

FIX = "correct the link in the page's source, or the template that wrote it"


def findings(site: Site) -> Iterator[Finding]:
    for page in site.pages:
        for node, address in page.references("href", "src"):
            written = node.attributes.get("href") or node.attributes.get("src") or ""
            if what := site.missing(address):
                yield page.finding(written, f"{node.tag} leads nowhere: {what}")
