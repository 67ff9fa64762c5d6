"""A page goes to paper: drawings whole, folds open, nothing cut at the side."""

import pytest

from guide.book import Book
from tests.browser.test_pages import address_of
from tests.rules import ROOT

DRAWN = [page.name for page in Book(ROOT).pages if page.published and page.fences_of("mermaid")]
# A4 within margins of 2 cm, in CSS pixels.
PAPER = {"width": 642, "height": 971}

CUT = """figures => figures.map(figure => {
  const drawing = figure.querySelector("svg").getBoundingClientRect(), box = figure.getBoundingClientRect();
  const { breakInside } = getComputedStyle(figure);
  return { name: figure.id, height: box.height, over: drawing.right - box.right, breakInside };
})"""


@pytest.mark.parametrize("name", DRAWN)
def test_print(tab, name: str):
    tab.goto(address_of(name), wait_until="networkidle")
    tab.set_viewport_size(PAPER)
    tab.emulate_media(media="print")
    for figure in tab.eval_on_selector_all("figure.diagram", CUT):
        assert figure["height"] <= PAPER["height"], f"{figure['name']} is higher than a page"
        assert figure["over"] <= 1, f"{figure['name']} is cut at the side"
        assert figure["breakInside"].startswith("avoid"), f"{figure['name']} may break across pages"
    assert tab.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    assert not tab.wrong, tab.wrong
