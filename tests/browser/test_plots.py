"""Curves follow what the reader changes, and can be read on a phone."""

from __future__ import annotations

import re
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
    texts = reader.locator(".plot-lines text, .plot-axis").all()
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


def test_the_curves_reach_to_where_the_reader_is(reader):
    figure = reader.locator("#plot-threshold")
    reader.evaluate("async () => (await import('/javascripts/estimates.mjs')).default(document)")
    reader.get_by_text("The arithmetic").click()
    threshold = reader.get_by_label("threshold, %", exact=True)
    threshold.fill("200")
    figure.get_by_text("here 200%").wait_for()
    assert "200% (here)" in figure.locator("tbody th").all_text_contents()
    threshold.fill("-20")
    figure.get_by_text("here −20%").wait_for()
    assert "NaN" not in figure.inner_html()
    reader.get_by_label("volume, payments a day", exact=True).fill("0")
    figure.get_by_text("fraud loss $0 a day").wait_for()
    assert "NaN" not in figure.inner_html() and "Infinity" not in figure.inner_html()


def test_a_logarithmic_sweep_has_no_place_for_nothing(browser, tmp_path):
    volume = (
        PLOT.replace("decide.threshold", "decide.volume").replace("from: 2", "from: 1e6").replace("to: 98", "to: 1e9")
    )
    volume = re.sub("minimum: .*|cross: .*|, scale: log", "", volume).replace("threshold}", "threshold, scale: log}")
    (tmp_path / "index.html").write_text(FRAME % render(("estimate", DECIDE), ("plot", volume)), encoding="utf-8")
    assert plots.freeze(tmp_path) == sheets.move(tmp_path) == []
    page = browser.new_page()
    serve(page, tmp_path, ASSETS)
    page.evaluate("async () => (await import('/javascripts/estimates.mjs')).default(document)")
    page.get_by_text("The arithmetic").click()
    page.get_by_text("here 30 million").wait_for()
    page.get_by_label("volume, payments a day", exact=True).fill("-5")
    page.locator(".plot-said").first.wait_for(state="detached")
    assert "NaN" not in page.locator("figure").inner_html()
    page.close()


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
