"""A reader finds a case study by its name, or by a word only it has, without touching the mouse."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from guide.book import Book
from guide.page import Page
from tests.rules import ROOT

PUBLISHED = [page for page in Book(ROOT).pages if page.published]
DESIGNS = [page for page in PUBLISHED if page.case == "design"]


def words(lines: list[str]) -> Counter[str]:
    return Counter(re.findall(r"\b[a-z]{8,}\b", " ".join(lines)))


def own_word(page: Page) -> str:
    """The long word that ``page`` uses most of those that no other page has."""
    others = set().union(*(words(other.lines) for other in PUBLISHED if other is not page))
    prose = words([line for line in page.prose if not line.startswith("|")])
    return next(word for word, _ in prose.most_common() if word not in others)


@pytest.mark.parametrize("page", DESIGNS, ids=lambda page: page.name)
@pytest.mark.parametrize("query", [lambda page: page.meta["title"], own_word], ids=["name", "word"])
def test_search(tab, page, query):
    tab.goto("", wait_until="networkidle")
    tab.keyboard.press("/")
    tab.keyboard.type(query(page))
    tab.locator(".md-search-result__item a").first.wait_for()
    found = tab.locator(".md-search-result__item > a").evaluate_all("links => links.map(link => link.href)")
    folder = page.name.removesuffix("index.md")
    position = next(number for number, link in enumerate(found) if folder in link)
    assert position < 3, found
    # Between two results stands the line that opens more of the first, and the keyboard stops there too.
    for _ in range(2 * position + 1):
        tab.keyboard.press("ArrowDown")
        if folder in tab.evaluate("document.activeElement.href ?? ''"):
            break
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{folder}**")
    assert not tab.wrong, tab.wrong
