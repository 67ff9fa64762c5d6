"""Browsers repair broken HTML, each in its own way, and screen readers read the repair.

Proved is what a parser can see: tags that close, elements where the parser expects them, ids used once, ARIA's
references to ids that are there. Not proved: that each element may stand inside its parent, that each attribute exists,
that ARIA is sound (axe looks at that in the browser).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import html5lib

from guide.finding import Finding
from tests.published import HtmlPage

FIX = "correct the HTML in the page's source, or the template or extension that wrote it"


def findings(page: HtmlPage) -> Iterator[Finding]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(page.text)
    lines = page.text.split("\n")
    for (line, column), code, data in parser.errors:
        message = html5lib.constants.E.get(code, code) % data
        source = lines[line - 1][max(column - 80, 0) : column + 40]
        yield Finding(f"site/{page.path}", line, "", message, source)
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield page.finding(f'id="{name}"', f"the id {name} is used {count} times")
    known = set(page.ids)
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls"):
        for node, _ in page.references(attribute):
            for name in (node.attributes[attribute] or "").split():
                if name not in known:
                    yield page.finding(f'{attribute}="{name}', f"{attribute} names {name}, which is not on the page")
