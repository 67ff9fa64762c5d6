"""Make the search's index, and what its results quote, once for all readers.

``search-build.mjs`` does it, from the builder's list of sections and the pages.
"""

from __future__ import annotations

import json
from pathlib import Path

from guide.finding import Finding
from guide.press.script import run

SCRIPT = "assets/javascripts/search-build.mjs"
INDEX = Path("search/index.json")
TEXTS = "texts.json"


def make(site: Path) -> list[Finding]:
    """Write ``search/index.json``, and beside each page that can be found ``texts.json``, if the builder listed any."""
    if (site / INDEX).is_file():
        # A finished site no longer has all the words that a page is found by.
        return []
    if made := run(SCRIPT, site):
        _write(site / INDEX, made["index"])
        for path, texts in made["texts"].items():
            _write(site / path / TEXTS, texts)
    return []


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
