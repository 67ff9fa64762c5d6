"""A page of several sections can be entered at each of them, on a phone too: nobody scrolls through eighty screens."""

from __future__ import annotations

from collections.abc import Iterator

from guide.finding import Finding
from tests.published import HtmlPage

FIX = "leave the page's contents to the theme's templates, overrides/partials/contents.html and header.html"


def findings(page: HtmlPage) -> Iterator[Finding]:
    sections = page.tree.css("h2[id]")
    if len(sections) < 2:
        return
    if not page.tree.css_first("button[popovertarget=page-contents]"):
        yield page.finding("<body", "no button opens the page's contents")
    listed = {link.attributes["href"] for link in page.tree.css("#page-contents a")}
    for section in sections:
        if f"#{section.attributes['id']}" not in listed:
            yield page.finding(
                f'id="{section.attributes["id"]}"', f"the contents do not list “{section.text().strip()}”"
            )
