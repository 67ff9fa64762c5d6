"""The first view of a case study: all that a browser fetches before a reader does anything, as a server sends it."""

import pytest

from guide.book import Book
from tests.browser.test_pages import address_of
from tests.published import packed
from tests.rules import ROOT

DESIGNS = [page.name for page in Book(ROOT).pages if page.published and page.case == "design"]
MOST = 150_000
# Fetched when somebody searches, or where there are formulas.
ASIDE = ("search_index.json", "math")


@pytest.mark.parametrize("name", DESIGNS)
def test_first_view(tab, address, note, name: str):
    bodies: dict[str, bytes] = {}
    answers = []
    tab.on("response", lambda answer: answers.append(answer))
    tab.goto(address_of(name), wait_until="networkidle")
    for answer in answers:
        path = answer.url.removeprefix(address)
        if not any(word in path for word in ASIDE) or path.endswith("math.css"):
            bodies[path] = answer.body()
    sizes = {path: packed(body) for path, body in bodies.items()}
    total = sum(sizes.values())
    note(f"{name}: first view {total / 1000:.1f} KB gzipped in {len(sizes)} requests")
    for path, size in sorted(sizes.items(), key=lambda item: -item[1]):
        note(f"  {size / 1000:6.1f} KB  {path or 'the page'}")
    assert total <= MOST
