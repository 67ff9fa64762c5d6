"""A drawing fits the screen it is read on, opens in the whole window, and has a legend."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, WIDE, address_of, eventually, visit

PAGE = "case-studies/similar-listings/index.md"
FIGURE = "figure.diagram"
SHOWN = """figure => {
  const frame = figure.querySelector(".diagram-frame");
  const svg = [...frame.querySelectorAll("svg")].find(svg => getComputedStyle(svg).display !== "none");
  return { height: svg.getBoundingClientRect().height, cut: frame.scrollWidth - frame.clientWidth };
}"""
IN_SIGHT = """() => {
  const canvas = document.querySelector(".diagram-view-canvas").getBoundingClientRect();
  const svg = [...document.querySelectorAll(".diagram-view svg")].find(svg => getComputedStyle(svg).display !== "none");
  const box = svg.getBoundingClientRect();
  return box.left >= canvas.left && box.right <= canvas.right && box.top >= canvas.top && box.bottom <= canvas.bottom;
}"""


def test_a_wide_drawing_stands_upright_on_a_phone(tab):
    visit(tab, PAGE)
    wide = tab.locator(FIGURE).first.evaluate(SHOWN)
    tab.set_viewport_size(PHONE)
    upright = tab.locator(FIGURE).first.evaluate(SHOWN)
    assert (wide["cut"], upright["cut"]) == (0, 0)
    assert wide["height"] != upright["height"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_click_opens_it_whole_and_the_keyboard_zooms_closes_and_comes_back(tab, size):
    tab.set_viewport_size(size)
    visit(tab, PAGE)
    figure = tab.locator(FIGURE).first
    figure.locator("svg:visible").click()
    view = tab.locator(".diagram-view")
    assert view.is_visible() and tab.evaluate(IN_SIGHT)
    whole = view.locator("output").text_content()
    tab.keyboard.press("+")
    assert view.locator("output").text_content() != whole
    for key in ("+", "+", "+", "ArrowDown"):
        tab.keyboard.press(key)
    eventually(tab, "document.querySelector('.diagram-view-canvas').scrollTop > 0")
    tab.keyboard.press("0")
    assert view.locator("output").text_content() == whole and tab.evaluate(IN_SIGHT)
    tab.keyboard.press("Escape")
    assert view.is_hidden() and figure.locator("svg:visible").count() == 1
    assert tab.evaluate("document.activeElement.matches('.diagram-open')")
    tab.keyboard.press("Enter")
    assert view.is_visible(), "the button that has the focus opens it again"
    assert not tab.wrong, tab.wrong


def test_the_legend_opens_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(address_of(PAGE))
    legend = page.locator(".legend")
    assert legend.is_hidden()
    page.locator(f"{FIGURE} .diagram-legend").nth(1).click()
    assert legend.is_visible() and "learned from data" in legend.inner_text()
    page.keyboard.press("Escape")
    assert legend.is_hidden()
    context.close()
