"""A link to a page, heading, figure or estimate that is not there leads the reader nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from guide.book import Book
from guide.finding import Finding
from guide.page import Page

FIX = "correct the link's target"
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)


def findings(book: Book) -> Iterator[Finding]:
    pages = {page.path: page for page in book.pages}
    around = [Page(path.name, path.read_bytes()) for path in sorted(book.root.glob("*.md"))]
    for page in [*book.pages, *around]:
        for link in page.links:
            if ELSEWHERE.match(link.target):
                continue
            path, _, fragment = unquote(link.target).partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
            if path not in book.files and (page.path in pages or not (book.root / path).exists()):
                near = get_close_matches(path, book.files, n=1)
                fix = f"write {posixpath.relpath(near[0], posixpath.dirname(page.path))}" if near else ""
                yield page.finding(link.line, f"there is no file {path}", fix)
            elif fragment and path in pages and fragment not in (anchors := _anchors(pages[path], book)):
                near = get_close_matches(fragment, anchors, n=1)
                where = "this page" if path == page.path else path
                yield page.finding(link.line, f"{where} has no #{fragment}", f"write #{near[0]}" if near else "")


def _anchors(page: Page, book: Book) -> set[str]:
    listed = {f"source-{key}" for key in book.bibliography.sources} if page.fences_of("sources") else set()
    return page.anchors | listed
