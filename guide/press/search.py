"""Make the search's index, and what its results quote, once for all readers.

The script that does it is the one that would do it in a writer's browser: ``search-build.mjs``, which reads the builder's
list of sections and the pages.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Route

from guide.finding import Finding
from guide.press.browser import launch

ROOT = Path(__file__).parents[2]
SCRIPT = "assets/javascripts/search-build.mjs"
INDEX = Path("search/index.json")
TEXTS = "texts.json"

# Stands for nothing on the network: pages are answered from the site, scripts from where they are written.
_ORIGIN = "http://search.invalid/"
_BLANK = _ORIGIN + "blank"


def make(site: Path) -> list[Finding]:
    """Write ``search/index.json``, and beside each page that can be found ``texts.json``, if the builder listed any."""
    with launch() as browser:
        page = browser.new_page()
        try:
            page.route("**/*", lambda route: _answer(route, site))
            page.goto(_BLANK)
            made = page.evaluate("async script => (await import(script)).build()", f"/{SCRIPT}")
        finally:
            page.close()
    if made:
        _write(site / INDEX, made["index"])
        for path, texts in made["texts"].items():
            _write(site / path / TEXTS, texts)
    return []


def _answer(route: Route, site: Path) -> None:
    name = unquote(urlsplit(route.request.url).path.lstrip("/"))
    path = (ROOT / "docs" if name.startswith("assets/") else site) / name
    if path.is_dir():
        path /= "index.html"
    if route.request.url == _BLANK:
        route.fulfill(body="<!doctype html>", content_type="text/html")
    elif not path.is_file():
        route.fulfill(status=404)
    elif path.suffix in (".js", ".mjs"):
        # Python's own list of types knows .mjs on some machines only.
        route.fulfill(path=path, content_type="text/javascript")
    else:
        route.fulfill(path=path)


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
