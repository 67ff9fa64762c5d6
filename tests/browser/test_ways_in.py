"""Built without asking any rule, and opened without the policy, no way in leads anywhere: what enters is text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Route

from guide.press import finish
from guide.press.build import build
from tests.browser.conftest import ready
from tests.rules import ROOT
from tests.ways_in import RUN, WRITTEN

ADDRESS = "http://attacked.invalid/"
# As one writes a value that quotation marks cannot hold.
TAG = f"<img src=x onerror={RUN}>"
FRONT = f"""\
---
title: >-
  Home </title><script>{RUN}</script>{TAG}
description: >-
  Words" onmouseover="{RUN}">{TAG}
task: ranking
domain: >-
  {TAG}
tags:
  - >-
    {TAG}" onmouseover="{RUN}
reviewed: >-
  {TAG}
---

"""
SOURCES = f"""\
@misc{{evil2020, title={{{TAG}}}, author={{{{{TAG}}}}}, year=2020, url={{javascript:{RUN}}}, note={{{TAG}}}}}
@misc{{evil2021, title={{Words}}, author={{Evil, {TAG}}}, year=2020, doi={{10.1/"onmouseover="{RUN}"><img src=x onerror={RUN}>}}}}
"""
CITING = "# Home\n\nWords.[^evil2020][^evil2021]\n\n```catalog\n```\n\n```sources\nat: index.md\n```\n"
# The press draws the first two and refuses what is drawn; the third is none of Mermaid's, and it stops at that.
REFUSED = ("a diagram's click", "a diagram's settings", "a diagram in the middle of a sentence")
# Every event that a reader causes without following a link, which would leave the page.
TOUCH = """() => {
  for (const element of document.querySelectorAll("*"))
    for (const name of ["mouseover", "focus", "toggle", "click"])
      if (name !== "click" || !element.closest("a, label, button")) element.dispatchEvent(new Event(name, { bubbles: true }));
}"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory) -> Path:
    """The site of a small book in which everything is written that nobody may write."""
    root = tmp_path_factory.mktemp("attacked")
    for name in ("overrides", *(f"docs/assets/{part}" for part in ("stylesheets", "javascripts", "vendor/minisearch"))):
        shutil.copytree(ROOT / name, root / name)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"^nav:\n(?: .*\n)+", "", config, flags=re.MULTILINE), "utf-8")
    (root / "docs/references.bib").write_text(SOURCES, "utf-8")
    (root / "docs/index.md").write_text(FRONT + CITING, "utf-8")
    (root / "docs/case-studies/evil").mkdir(parents=True)
    (root / "docs/case-studies/evil/index.md").write_text(FRONT + "# Evil\n", "utf-8")
    ways = (way for kind, (way, _) in WRITTEN.items() if kind not in REFUSED)
    (root / "docs/ways.md").write_text(FRONT + "# Ways\n\n" + "\n\n".join(ways) + "\n", "utf-8")
    site = root / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        build(site, root / "mkdocs.yml")
    return site


def test_the_press_finds_nothing_active(attacked: Path):
    found = finish(attacked)
    assert not found, "\n".join(map(str, found))


@pytest.fixture
def opened(browser, attacked: Path):
    """``opened(page)`` is a tab at the page of the attacked site, without the policy, which counts what runs."""
    tab = browser.new_page()

    def answer(route: Route) -> None:
        file = attacked / route.request.url.removeprefix(ADDRESS).partition("?")[0]
        file = file / "index.html" if file.is_dir() else file
        if file.suffix == ".html":
            text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text("utf-8"))
            route.fulfill(body=text, content_type="text/html")
        elif file.is_file():
            route.fulfill(path=file, content_type="text/javascript" if file.suffix == ".mjs" else None)
        else:
            route.fulfill(status=404)

    def opened(page: str):
        tab.add_init_script("window.ran = []")
        tab.route(f"{ADDRESS}**", answer)
        tab.goto(ADDRESS + page)
        ready(tab)
        return tab

    yield opened
    tab.close()


@pytest.mark.parametrize("page", ["", "ways/", "case-studies/evil/"])
def test_nothing_runs(opened, page: str):
    tab = opened(page)
    tab.evaluate(TOUCH)
    assert tab.evaluate("ran") == []
    assert tab.locator("article").count() == 1


def test_nothing_runs_where_it_is_found(opened):
    """What the search shows of a page is text: its title, its tags, its sentences."""
    tab = opened("")
    tab.keyboard.press("/")
    for query in ("onerror", "words"):
        tab.locator("dialog.search input").fill(query)
        tab.locator("dialog.search [role=option]").first.wait_for()
        assert tab.evaluate("ran") == []
