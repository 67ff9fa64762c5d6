"""Send nothing that no browser shows: indentation and blank lines of templates and Markdown, comments of style sheets."""

from __future__ import annotations

import re
from pathlib import Path

from guide.finding import Finding

# Where each space is meant, or nobody should reach in.
_VERBATIM = re.compile(r"(<(pre|textarea|script|style|template)\b.*?</\2>)", re.DOTALL)
_BREAK = re.compile(r"[ \t]*\n\s*")
# A table shows none of what stands between its cells.
_CELLS = re.compile(r"\n(?=</?(?:table|thead|tbody|tr|th|td)\b)")
# A string may hold what looks like a comment.
_COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", re.DOTALL)


def squeeze(site: Path) -> list[Finding]:
    """Make one line break of each run of white space that holds one, and none within tables, in every page of
    ``site``; and leave the comments out of its style sheets.
    """
    for suffix, squeezed in ((".html", squeeze_text), (".css", squeeze_style)):
        for path in site.rglob(f"*{suffix}"):
            text = path.read_text(encoding="utf-8")
            if (short := squeezed(text)) != text:
                path.write_text(short, encoding="utf-8")
    return []


def squeeze_text(html: str) -> str:
    parts = _VERBATIM.split(html)
    # Three a match: what stands before it, the whole of it, its tag's name.
    parts[::3] = [_CELLS.sub("", _BREAK.sub("\n", between)) for between in parts[::3]]
    del parts[2::3]
    return "".join(parts)


def squeeze_style(css: str) -> str:
    bare = _COMMENT.sub(lambda found: found[1] or "", css)
    return "\n".join(filter(None, map(str.strip, bare.split("\n"))))
