"""A heading stands in the contents, among what is found and in its own address, away from the page: it is words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIX = "write it in words, and say the rest below it"
_NO_WORDS = re.compile(r"\[\^|\{\{|\$|\]\(")


def findings(page: Page) -> Iterator[Finding]:
    heads = [heading for heading in page.headings if heading.level == 1]
    title = page.meta.get("title")
    if not heads:
        yield page.finding(max(page.front_end, 1), "the page has no heading", f"write # {title} below the front matter")
    elif isinstance(title, str) and heads[0].text != title:
        what = f"the title is “{title}”, and the heading in line {heads[0].line} “{heads[0].text}”"
        fix = "give the page one name; a title that holds a # needs quotation marks"
        yield page.finding(page.meta_line("title"), what, fix)
    for heading in page.headings:
        # A fold has a rule of its own.
        if not page.lines[heading.line - 1].startswith("#"):
            continue
        if not heading.text:
            yield page.finding(heading.line, "the heading says nothing", "write it, or take the signs out")
        elif found := _NO_WORDS.search(heading.text):
            yield page.finding(heading.line, f"the heading has {found[0]} in it")
