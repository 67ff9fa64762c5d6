"""A byte order mark hides the front matter, a tab ends a block early, and foreign bytes become boxes on the page."""

from __future__ import annotations

from collections.abc import Iterator

from guide.finding import Finding
from guide.page import Page

FIRST = True
FIX = "save the file as UTF-8 without byte order mark, with Unix line ends and spaces for tabs"


def findings(page: Page) -> Iterator[Finding]:
    if page.data.startswith(b"\xef\xbb\xbf"):
        yield page.finding(1, "the file begins with a byte order mark", f"sed -i '1s/^\\xEF\\xBB\\xBF//' {page.path}")
    if b"\r" in page.data:
        line = page.data.split(b"\r")[0].count(b"\n") + 1
        yield page.finding(line, "the file has Windows line ends", f"sed -i 's/\\r$//' {page.path}")
    if page.garbled:
        count = sum("\ufffd" in line for line in page.lines)
        code = "UTF-16" if page.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "WINDOWS-1252"
        fix = f"iconv -f {code} -t UTF-8 {page.path}, written back to the file"
        yield page.finding(page.garbled, f"the line has bytes that are not UTF-8{_more(count)}", fix)
    if tabs := [number for number, line in enumerate(page.lines, 1) if "\t" in line]:
        source = page.lines[tabs[0] - 1].replace("\t", "→")
        fix = f"sed -i 's/\\t/    /g' {page.path}"
        yield page.finding(tabs[0], f"the line has a tab{_more(len(tabs))}", fix, source)


def _more(count: int) -> str:
    return f", and so have {count - 1} more" if count > 1 else ""
