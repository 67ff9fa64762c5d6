"""The description is what a search engine and a shared link show of the page."""

from __future__ import annotations

from collections.abc import Iterator

from guide.finding import Finding
from tests.published import Site

FIX = "give the page a description of its own in its front matter"


def findings(site: Site) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for page in site.pages:
        if page.path == "404.html":
            continue
        node = page.tree.css_first("meta[name=description]")
        text = (node.attributes.get("content") or "").strip() if node else ""
        if not text:
            yield page.finding("<head", "the page has no description")
        elif text in seen:
            yield page.finding(text, f"{seen[text]} has the same description")
        seen.setdefault(text, page.path)
