"""The questions that test_pages.py asks notice what they are there for: each fault is planted in a good page."""

from __future__ import annotations

from functools import partial
from random import randbytes

import pytest

from tests.browser.accessibility import contrast, everything
from tests.browser.conftest import PHONE, WIDE, visit
from tests.browser.test_pages import FIRST_VIEW, PAGES, PAPER, cut, drawings, weight, width

PAGE = next(page.name for page in PAGES if page.case == "design")


def add(html: str) -> str:
    return f"document.querySelector('article').insertAdjacentHTML('beforeend', {html!r})"


def restyle(selector: str, style: str) -> str:
    """The first that is to be seen."""
    every = f"[...document.querySelectorAll('article {selector}')]"
    return f"{every}.find(each => each.checkVisibility()).style.cssText += {style!r}"


FAULTS = {
    "a text too faint": (WIDE, restyle("p", "; color: #999; background: #888"), contrast, "color-contrast"),
    "a field too faint": (
        WIDE,
        add('<input aria-label="x" value="y" style="color: #999; background: #888">'),
        contrast,
        "color-contrast",
    ),
    "a table behind a veil": (WIDE, restyle("table", "; opacity: 0.3"), contrast, "color-contrast"),
    "no language": (WIDE, "document.documentElement.removeAttribute('lang')", everything, "html-has-lang"),
    "a button without a name": (WIDE, add("<button></button>"), everything, "button-name"),
    "a box that scrolls without focus": (
        PHONE,
        add('<div style="overflow: auto; width: 9em"><p style="white-space: nowrap">More words than go in here.</div>'),
        everything,
        "scrollable-region-focusable",
    ),
    "a page too wide": (PHONE, restyle("p", "; width: 400px"), width, "wider than the window"),
    "a drawing not shown": (WIDE, restyle("figure svg", "; opacity: 0"), drawings, "is not shown"),
    "a drawing without a name": (
        WIDE,
        "document.querySelector('figure svg').removeAttribute('aria-labelledby')",
        drawings,
        "has no name",
    ),
    "a drawing too small": (WIDE, restyle("figure svg", "; width: 200px; min-width: 0"), drawings, "has text of"),
    "a drawing too high": (PAPER, restyle("figure", "; height: 2000px"), cut, "higher than a page"),
    "a drawing too wide": (PAPER, restyle("figure svg", "; width: 2000px; max-width: none"), cut, "cut at the side"),
    "a drawing torn apart": (PAPER, restyle("figure", "; break-inside: auto"), cut, "may break across pages"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(kept_tab, fault: str):
    size, plant, question, words = FAULTS[fault]
    kept_tab.set_viewport_size(size)
    kept_tab.emulate_media(media="print" if size is PAPER else "screen")
    visit(kept_tab, PAGE)
    if question in (contrast, everything):
        # Whose styles are known from before: a fault makes one of its own.
        question = partial(question, seen=set())
    assert list(question(kept_tab)) == []
    kept_tab.evaluate(plant)
    assert any(words in what for what in question(kept_tab))


def test_a_first_view_too_heavy_is_noticed(kept_tab, site):
    kept_tab.emulate_media(media="screen")
    visit(kept_tab, PAGE)
    assert list(weight(kept_tab, site.root)) == []
    heavy = site.root / "assets/heavy.bin"
    heavy.write_bytes(randbytes(FIRST_VIEW))
    kept_tab.asked.append("assets/heavy.bin")
    assert any("heavy.bin 150" in what for what in weight(kept_tab, site.root))
    heavy.unlink()
