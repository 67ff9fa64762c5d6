"""Folds open for whoever is led into them, and on paper; what is spoken has an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest

from guide.press import active
from tests.browser.accessibility import everything

TEXT = """
# Contribute

## The data {#data}

/// spoken
The label is late.
///

//// deeper | Why is the label late?
A dispute takes weeks, as [the drawing](#how-late) does not show.

### How late

Quarantinable at the end.
////

[Into the fold](#how-late), [to the fold](#deeper-why-is-the-label-late)

/// clarify | How soon must the answer be there?
    attrs: {id: clarify-latency}
    changes: true

Within 100 ms.

The model has to be small.
///

/// twist | Legal says: no data leaves its region
    attrs: {id: twist-region}
    minute: 25

Changes
:   One model a region.

Stays
:   The label.
///
"""


@pytest.fixture
def layers(site, served: tuple[Path, str]) -> Iterator[str]:
    """The address of a page of this site with every layer on it, which needs no chapter to stay as it is."""
    folder = served[0] / "layers"
    folder.mkdir()
    body = markdown.markdown(TEXT, extensions=["attr_list", "def_list", "toc", "guide.markdown.blocks"])
    frame = (served[0] / "contribute/index.html").read_text("utf-8")
    page = re.sub(r"(<article[^>]*>).*(</article>)", lambda found: found[1] + body + found[2], frame, flags=re.DOTALL)
    (folder / "index.html").write_text(page, "utf-8")
    yield "layers/"
    (folder / "index.html").unlink()
    folder.rmdir()


@pytest.mark.parametrize("fragment", ["#how-late", "#deeper-why-is-the-label-late", "#:~:text=Quarantinable"])
def test_a_fold_opens_for_a_link(tab, layers: str, fragment: str):
    tab.goto(layers + fragment)
    tab.locator(".deeper > div").wait_for()
    assert tab.locator(".deeper[open]").count() == 1
    assert not tab.wrong, tab.wrong


def test_a_fold_opens_for_a_link_on_its_page(tab, layers: str):
    tab.goto(layers)
    assert not tab.locator(".deeper > div").is_visible()
    tab.get_by_role("link", name="to the fold", exact=True).click()
    tab.locator(".deeper > div").wait_for()
    assert tab.locator(".deeper > summary").is_visible()


def test_folds_without_script(browser, address: str, layers: str):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(layers + "#how-late")
    assert tab.locator(".deeper > div").is_visible()
    tab.goto(layers)
    assert not tab.locator(".deeper > div").is_visible()
    tab.emulate_media(media="print")
    assert tab.locator(".deeper > div").bounding_box()["height"] > 50
    context.close()


def test_layers_for_everybody(tab, layers: str, served: tuple[Path, str]):
    tab.goto(layers + "#how-late")
    assert tab.get_by_role("note").locator("p").first.inner_text() == "Say it in the room"
    assert tab.locator("#spoken-data").count() == 1
    assert tab.get_by_role("heading", level=3, name="Why is the label late?").count() == 1
    # The question is read once.
    assert tab.locator(".deeper-title > span").bounding_box()["width"] <= 1
    tab.eval_on_selector_all("details", "folds => folds.forEach(fold => { fold.open = true; })")
    said = tab.locator("#clarify-latency").inner_text().split("\n\n")
    assert said[-4:] == ["Interviewer", "Within 100 ms.", "Changes the design", "The model has to be small."]
    assert tab.locator("#twist-region dd[data-part=stays]").inner_text() == "The label."
    assert not [*active.findings(layers, (served[0] / "layers/index.html").read_text("utf-8"))]
    assert not (text := "\n".join([*tab.wrong, *everything(tab, set())])), text
