"""Curves follow what the reader changes, and can be read on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from guide.press import plots, sheets
from tests.browser.conftest import PHONE, WIDE, serve
from tests.machinery.test_plots import DECIDE, PLOT, render

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
STYLES = "".join(f'<link rel="stylesheet" href="/stylesheets/{name}.css">' for name in ("book", "estimates", "plots"))
FRAME = (
    f'<!doctype html><html lang="en"><head><title>Plots</title>{STYLES}</head><body class="md-typeset">%s</body></html>'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A pressed page with a plot, and what stands beside it."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text(FRAME % render(("estimate", DECIDE), ("plot", PLOT)), encoding="utf-8")
    assert plots.freeze(folder) == sheets.move(folder) == []
    return folder


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def reader(request, browser: Browser, folder: Path) -> Iterator[Page]:
    page = browser.new_page(viewport=request.param)
    serve(page, folder, ASSETS)
    yield page
    page.close()


def test_text_keeps_its_size_and_stays_within_the_figure(reader):
    figure = reader.locator("figure.plot").bounding_box()
    texts = reader.locator(".plot-lines text").all()
    assert len(texts) > 8
    for text in texts:
        box = text.bounding_box()
        assert box["x"] >= figure["x"] and box["x"] + box["width"] <= figure["x"] + figure["width"], text.text_content()
        assert float(text.evaluate("text => getComputedStyle(text).fontSize").removesuffix("px")) >= 12
    ticks = [
        text.bounding_box() for text in texts if text.text_content().endswith("%") and " " not in text.text_content()
    ]
    ticks.sort(key=lambda box: box["x"])
    assert all(left["x"] + left["width"] < right["x"] for left, right in pairwise(ticks))


def test_the_curves_follow_what_the_reader_changes(reader):
    figure = reader.locator("#plot-threshold")
    assert figure.get_by_text("here 46%").count() == 1
    before = [path.get_attribute("d") for path in figure.locator("path").all()]
    figure.get_by_text("The numbers of this figure").click()
    reader.evaluate("async () => (await import('/javascripts/estimates.mjs')).default(document)")
    reader.get_by_text("The arithmetic").click()
    reader.get_by_label("threshold, %", exact=True).fill("60")
    figure.get_by_text("here 60%").wait_for()
    assert "60% (here)" in figure.locator("details[open] tbody th").all_text_contents()
    assert [path.get_attribute("d") for path in figure.locator("path").all()] == before
    reader.get_by_label("volume, payments a day", exact=True).fill("60 million")
    figure.get_by_text("Here, at 60%: fraud loss $5.2 million a day").wait_for()
    reader.get_by_role("button", name="Reset").click()
    figure.get_by_text("here 46%").wait_for()


def test_while_a_page_is_written_its_curves_are_drawn_in_the_browser(browser, folder, tmp_path):
    (tmp_path / "index.html").write_text(FRAME % render(("estimate", DECIDE), ("plot", PLOT)), encoding="utf-8")
    drawn = []
    for root, live in ((folder, False), (tmp_path, True)):
        page = browser.new_page()
        serve(page, root, ASSETS)
        if live:
            page.evaluate("async () => (await import('/javascripts/plots.mjs')).default(document)")
        drawn.append(page.locator(".plot-drawing").inner_html())
        page.close()
    assert drawn[0] == drawn[1]
