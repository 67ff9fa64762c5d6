"""A block whose name nobody knows is printed as code, and what it should have drawn or computed is not there."""

from __future__ import annotations

from collections.abc import Iterator

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from guide.finding import Finding
from guide.page import FENCES, Page

FIRST = True
FIX = "name a block of the book, or the language of the code"


def findings(page: Page) -> Iterator[Finding]:
    for fence in page.fences:
        if fence.meant:
            yield page.finding(fence.line, f"no block is called {fence.name}", f"write {fence.meant}")
        elif fence.name and fence.name not in FENCES and not _is_language(fence.name):
            fix = f"write text, the language of the code, or one of {', '.join(FENCES)}"
            yield page.finding(fence.line, f"no block is called {fence.name}", fix)


def _is_language(name: str) -> bool:
    try:
        return bool(find_lexer_class_by_name(name))
    except ClassNotFound:
        return False
