"""Send no empty lines: templates and Markdown leave indentation and blank lines that no browser shows."""

from __future__ import annotations

import re
from pathlib import Path

from guide.finding import Finding

# Where each space is meant, or nobody should reach in.
_VERBATIM = re.compile(r"(<(pre|textarea|script|style|template)\b.*?</\2>)", re.DOTALL)
_BREAK = re.compile(r"[ \t]*\n\s*")
# A table shows none of what stands between its cells.
_CELLS = re.compile(r"\n(?=</?(?:table|thead|tbody|tr|th|td)\b)")


def squeeze(site: Path) -> list[Finding]:
    """Make one line break of each run of white space that holds one, and none within tables, in every page of ``site``."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        squeezed = squeeze_text(text)
        if squeezed != text:
            page.write_text(squeezed, encoding="utf-8")
    return []


def squeeze_text(html: str) -> str:
    parts = _VERBATIM.split(html)
    # Three a match: what stands before it, the whole of it, its tag's name.
    parts[::3] = [_CELLS.sub("", _BREAK.sub("\n", between)) for between in parts[::3]]
    del parts[2::3]
    return "".join(parts)
