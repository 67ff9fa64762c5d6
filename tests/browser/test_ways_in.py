"""Built without asking any rule, and opened without the policy, no way in leads anywhere: what enters is text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from guide.press import finish
from guide.press.build import build
from tests.rules import ROOT
from tests.ways_in import RUN, WRITTEN

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
    for name in ("overrides", "docs/assets/stylesheets", "docs/assets/javascripts"):
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


@pytest.mark.parametrize("page", ["index.html", "ways/index.html", "case-studies/evil/index.html"])
def test_nothing_runs(browser, attacked: Path, page: str):
    file = attacked / page
    file.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text("utf-8")), "utf-8")
    tab = browser.new_page()
    tab.add_init_script("window.ran = []")
    tab.route("**/*", lambda route: route.abort() if route.request.url.rpartition("/")[2] == "x" else route.continue_())
    tab.goto(file.as_uri())
    tab.evaluate(TOUCH)
    assert tab.evaluate("ran") == []
    assert tab.locator("article").count() == 1
    tab.close()
