"""A reader finds a case study by its name, or by a word only it has, without touching the mouse."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from guide.book import Book
from guide.page import Page
from tests.browser.conftest import visit
from tests.rules import ROOT

PUBLISHED = [page for page in Book(ROOT).pages if page.published]
DESIGNS = [page for page in PUBLISHED if page.case == "design"]


def words(lines: list[str]) -> Counter[str]:
    return Counter(re.findall(r"\b[a-z]{8,}\b", " ".join(lines)))


def own_word(page: Page) -> str:
    """The long word that ``page`` uses most of those with which no other page's words begin."""
    others = set().union(*(words(other.lines) for other in PUBLISHED if other is not page))
    prose = words([line for line in page.prose if not line.startswith("|")])
    # The search also finds words that merely begin so.
    return next(word for word, _ in prose.most_common() if not any(other.startswith(word) for other in others))


@pytest.mark.parametrize("page", DESIGNS, ids=lambda page: page.name)
@pytest.mark.parametrize("query", [lambda page: page.meta["title"], own_word], ids=["name", "word"])
def test_search(tab, page, query):
    visit(tab, "index.md")
    tab.keyboard.press("/")
    # All at once: letter by letter, the results read might be those of half a word.
    tab.keyboard.insert_text(query(page))
    tab.keyboard.press("End")
    tab.locator(".md-search-result__item a").first.wait_for()
    found = tab.locator(".md-search-result__item > a").evaluate_all("links => links.map(link => link.href)")
    folder = page.name.removesuffix("index.md")
    # A page and its sections are one result.
    pages = list(dict.fromkeys(re.split(r"[?#]", link)[0] for link in found))
    assert any(folder in link for link in pages[:3]), pages
    # Between results stand lines that open more of one, and the keyboard stops there too.
    for _ in range(2 * len(found)):
        tab.keyboard.press("ArrowDown")
        if folder in tab.evaluate("document.activeElement.href ?? ''"):
            break
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{folder}**")
    assert not tab.wrong, tab.wrong
