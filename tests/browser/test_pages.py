"""Every page of the book, opened as a reader does: wide and on a phone, by day and by night, on paper and as it is sent.

One visit a page answers all that needs no other load. A question is a function that yields what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from guide.book import Book
from guide.page import Page
from tests.browser.accessibility import contrast, everything
from tests.browser.conftest import PHONE, WIDE, address_of, follow, ready, visit
from tests.published import packed
from tests.rules import ROOT
from tests.sharing import code, digest, growing

PAGES = [page for page in Book(ROOT).pages if page.published]
# A4 within margins of 2 cm, in CSS pixels.
PAPER = {"width": 642, "height": 971}
# Text in a drawing is never smaller than this as shown.
LEAST_PIXELS = 12
# All that a browser fetches of a case study before its reader does anything, as a server sends it …
FIRST_VIEW = 150_000
# … but the font of formulas, where there are any.
ASIDE = (".woff2",)

TOO_WIDE = "() => Math.max(document.scrollingElement.scrollWidth - window.innerWidth, 0)"
OPEN_FOLDS = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
SHEETS = "() => Array.from(document.styleSheets, sheet => sheet.href)"
OTHER_PALETTE = "() => document.querySelector('.palette-button').click()"
# A closed fold shows no drawing, and is opened for the last looks.
DRAWINGS = """figures => figures.filter(figure => !figure.closest("details:not([open])")).map(figure => {
  // Of two drawings, the one that fits its frame is shown.
  const [svg, ...others] = [...figure.querySelectorAll("svg")].filter(svg => getComputedStyle(svg).display !== "none");
  const box = svg?.getBoundingClientRect();
  const scale = svg?.getScreenCTM()?.a ?? 0;
  const texts = [...(svg?.querySelectorAll("text") ?? [])].filter(text => text.textContent.trim());
  return {
    name: figure.id,
    shown: !others.length && Math.min(box?.width, box?.height) > 40 && svg.checkVisibility({ opacityProperty: true }),
    texts: texts.length,
    pixels: Math.min(...texts.map(text => parseFloat(getComputedStyle(text).fontSize) * scale)),
    labeled: !!svg?.getAttribute("aria-labelledby"),
  };
})"""
CUT = """figures => figures.map(figure => {
  const shown = [...figure.querySelectorAll("svg")].find(svg => getComputedStyle(svg).display !== "none");
  const drawing = shown.getBoundingClientRect(), box = figure.getBoundingClientRect();
  const { breakInside } = getComputedStyle(figure);
  return { name: figure.id, height: box.height, over: drawing.right - box.right, breakInside };
})"""


@pytest.fixture
def reader(kept_tab):
    if kept_tab.url == "about:blank":
        # The palette that a page was left in is not to be the next one's first.
        kept_tab.add_init_script("localStorage.clear()")
    return kept_tab


@pytest.fixture
def styles(browser, site) -> Iterator[set[str]]:
    """The ways that text looks which an earlier page has shown not to be too faint."""
    with growing(digest("contrast", code(), browser.version, assets(site.root))) as styles:
        yield styles


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(proved, address, browser, reader, styles, site, page: Page):
    proved(code(), browser.version, *evidence(site.root, page.name, address))
    wrong: list[str] = []

    def ask(where: str, *answers: Iterator[str]) -> None:
        wrong.extend(f"{where}: {what}" for answer in answers for what in answer)

    reader.set_viewport_size(WIDE)
    visit(reader, page.name)
    palette(reader, "default")
    ask("wide, by day", width(reader), drawings(reader), contrast(reader, styles))
    reader.wait_for_load_state("networkidle")
    if page.case == "design":
        ask("on the way", weight(reader, site.root))
    reader.set_viewport_size(PAPER)
    reader.emulate_media(media="print")
    ask("on paper", cut(reader))
    reader.emulate_media(media="screen")
    reader.set_viewport_size(PHONE)
    ask("on a phone, by day", width(reader), drawings(reader), contrast(reader, styles))
    reader.evaluate(OTHER_PALETTE)
    palette(reader, "slate")
    ask("on a phone, by night", width(reader), drawings(reader))
    reader.evaluate(OPEN_FOLDS)
    ask("on a phone, by night, folds open", width(reader), drawings(reader), everything(reader, styles))
    reader.set_viewport_size(WIDE)
    ask("wide, by night, folds open", width(reader), drawings(reader), everything(reader, styles))
    reader.evaluate(OTHER_PALETTE)
    palette(reader, "default")
    ask("wide, by day, folds open", contrast(reader, styles))
    assert not (text := "\n".join(reader.wrong + wrong)), text


def evidence(root: Path, name: str, address: str) -> Iterator[str | bytes]:
    """All that a browser is sent when it opens the page; not where from, which is another place in each run."""
    folder = root / address_of(name)
    yield from (path.read_bytes().replace(address.encode(), b"") for path in sorted(folder.iterdir()) if path.is_file())
    yield assets(root)


@cache
def assets(root: Path) -> str:
    return digest(*sorted(path for path in (root / "assets").rglob("*") if path.is_file()))


def palette(tab, name: str) -> None:
    tab.locator(f"body[data-md-color-scheme={name}]").wait_for()


def width(tab) -> Iterator[str]:
    if wide := tab.evaluate(TOO_WIDE):
        yield f"the page is {wide} px wider than the window"


def drawings(tab) -> Iterator[str]:
    for drawing in tab.eval_on_selector_all("figure.diagram", DRAWINGS):
        if not (drawing["shown"] and drawing["texts"] and drawing["labeled"]):
            yield f"{drawing['name']} is not shown, or has no name: {drawing}"
        elif drawing["pixels"] < LEAST_PIXELS - 0.05:
            yield f"{drawing['name']} has text of {drawing['pixels']:.1f} px"


def cut(tab) -> Iterator[str]:
    for figure in tab.eval_on_selector_all(":is(figure.diagram, figure.plot)", CUT):
        if figure["height"] > PAPER["height"]:
            yield f"{figure['name']} is higher than a page"
        if figure["over"] > 1:
            yield f"{figure['name']} is cut at the side"
        if not figure["breakInside"].startswith("avoid"):
            yield f"{figure['name']} may break across pages"


def weight(tab, root: Path) -> Iterator[str]:
    sizes = {path: sent(root / path) for path in tab.asked if not path.endswith(ASIDE)}
    if (total := sum(sizes.values())) > FIRST_VIEW:
        heavy = sorted(sizes.items(), key=lambda item: -item[1])
        parts = ", ".join(f"{path or 'the page'} {size / 1000:.1f} KB" for path, size in heavy)
        yield f"the first view is {total / 1000:.1f} KB gzipped, the most is {FIRST_VIEW / 1000:.0f} KB: {parts}"


@cache
def sent(path: Path) -> int:
    return packed((path / "index.html" if path.is_dir() else path).read_bytes())


def test_page_that_is_not_there(tab, site):
    # The server's answer is 200: the file is asked for by its name.
    tab.goto("404.html")
    ready(tab)
    assert not (text := "\n".join([*tab.wrong, *everything(tab, set())])), text


def test_the_system_chooses_the_palette(tab):
    tab.emulate_media(color_scheme="dark")
    visit(tab, "index.md")
    palette(tab, "slate")
    tab.emulate_media(color_scheme="light")
    visit(tab, "index.md")
    palette(tab, "default")


def test_goes_on_without_loading(tab):
    """Instant navigation: the second page comes without a new document, and its scripts run."""
    visit(tab, "index.md")
    tab.evaluate("window.same = true")
    sheets = tab.evaluate(SHEETS)
    follow(tab, tab.locator("article a[href*='case-studies/']").first)
    assert "/case-studies/" in tab.url
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("window.same"), "the page was loaded anew"
    assert tab.evaluate(SHEETS) == sheets, "the style sheets are others, or come twice"
    assert not tab.wrong, tab.wrong


def test_goes_to_paper(tab):
    visit(tab, next(page.name for page in PAGES if page.case == "design"))
    assert tab.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    assert not tab.wrong, tab.wrong
