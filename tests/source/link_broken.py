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
    around = [Page(path.name, path.read_bytes()) for path in sorted(book.root.glob("*.md"))]
    pages = {page.path: page for page in [*book.pages, *around]}
    kept_back = {name for name in book.files if name.endswith(".bib") or (name in pages and not pages[name].published)}
    for page in pages.values():
        for link in page.links:
            if ELSEWHERE.match(link.target):
                continue
            path, _, fragment = unquote(link.target).partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
            if path not in book.files and (page not in around or not (book.root / path).exists()):
                near = get_close_matches(path, book.files, n=1)
                fix = f"write {posixpath.relpath(near[0], posixpath.dirname(page.path))}" if near else ""
                yield page.finding(link.line, f"there is no file {path}", fix)
            elif path in kept_back and page.published and page not in around:
                yield page.finding(link.line, f"{path} is not published", "link to a page that readers have")
            elif not fragment or path not in pages or path in book.lost:
                continue
            elif fragment not in (anchors := _anchors(pages[path], book)):
                near = get_close_matches(fragment, anchors, n=1)
                where = "this page" if path == page.path else path
                yield page.finding(link.line, f"{where} has no #{fragment}", f"write #{near[0]}" if near else "")


def _anchors(page: Page, book: Book) -> set[str]:
    listed = {f"source-{key}" for key in book.bibliography.sources} if page.fences_of("sources") else set()
    return page.anchors | listed
