"""Every page of the book, opened as a reader does: wide and on a phone, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from guide.book import Book
from tests.browser.conftest import PHONE, WIDE
from tests.rules import ROOT

PAGES = [page.name for page in Book(ROOT).pages if page.published]
# Text in a drawing is never smaller than this as shown.
LEAST_PIXELS = 12

# A closed fold shows no drawing, and is opened for the last look.
DRAWINGS = """figures => figures.filter(figure => !figure.closest("details:not([open])")).map(figure => {
  const svg = figure.querySelector("svg"), box = svg?.getBoundingClientRect();
  const scale = svg?.getScreenCTM()?.a ?? 0;
  const texts = [...(svg?.querySelectorAll("text") ?? [])].filter(text => text.textContent.trim());
  return {
    name: figure.id,
    shown: Math.min(box?.width, box?.height) > 40 && svg.checkVisibility({ opacityProperty: true }),
    texts: texts.length,
    pixels: Math.min(...texts.map(text => parseFloat(getComputedStyle(text).fontSize) * scale)),
    labeled: !!svg?.getAttribute("aria-labelledby"),
  };
})"""
TOO_WIDE = """() => {
  const wide = document.scrollingElement.scrollWidth - window.innerWidth;
  return wide > 0 ? wide : 0;
}"""


def address_of(name: str) -> str:
    return name.removesuffix("index.md").removesuffix(".md") + ("" if name.endswith("index.md") else "/")


@pytest.mark.parametrize("name", PAGES)
def test_page(tab, name: str):
    """Loads without a fault; drawings are there and legible; the page never scrolls sideways; axe finds nothing."""
    wrong = []
    # The theme keeps the palette it began with, and would not follow the system's.
    tab.add_init_script("localStorage.clear()")
    for scheme, palette in (("light", "default"), ("dark", "slate")):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(address_of(name), wait_until="networkidle")
        assert tab.evaluate("document.body.dataset.mdColorScheme") == palette
        for size in (WIDE, PHONE):
            tab.set_viewport_size(size)
            found = [*width(tab), *drawings(tab)]
            # By day on a wide screen as the page opens, by night on a phone with every fold open.
            if scheme == "light" and size is WIDE:
                found += accessibility(tab)
            elif scheme == "dark" and size is PHONE:
                tab.eval_on_selector_all("details", "folds => folds.forEach(fold => { fold.open = true; })")
                found += [*width(tab), *drawings(tab), *accessibility(tab)]
            wrong += [f"{size['width']} px, {scheme}: {what}" for what in found]
    assert not (text := "\n".join(tab.wrong + wrong)), text


def width(tab) -> Iterator[str]:
    if wide := tab.evaluate(TOO_WIDE):
        yield f"the page is {wide} px wider than the window"


def drawings(tab) -> Iterator[str]:
    for drawing in tab.eval_on_selector_all("figure.diagram", DRAWINGS):
        if not (drawing["shown"] and drawing["texts"] and drawing["labeled"]):
            yield f"{drawing['name']} is not shown, or has no name: {drawing}"
        elif drawing["pixels"] < LEAST_PIXELS - 0.05:
            yield f"{drawing['name']} has text of {drawing['pixels']:.1f} px"


def accessibility(tab) -> Iterator[str]:
    found = Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
    for each in found:
        for node in each["nodes"][:5]:
            yield f"axe {each['id']}: {each['help']}: {node['html'][:160]} {node['failureSummary'].splitlines()[-1:]}"


def test_page_that_is_not_there(tab, site):
    tab.goto("404.html", wait_until="networkidle")
    # The server's answer is 200: the file is asked for by its name.
    assert not (text := "\n".join([*tab.wrong, *accessibility(tab)])), text


def test_goes_on_without_loading(tab):
    """Instant navigation: the second page comes without a new document, and its scripts run."""
    tab.goto("", wait_until="networkidle")
    tab.evaluate("window.same = true")
    tab.locator("article a[href*='case-studies/']").first.click()
    tab.wait_for_url("**/case-studies/**")
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("window.same"), "the page was loaded anew"
    assert not tab.wrong, tab.wrong
