"""Have a script of the book's read the built site, in the press's Chromium.

Such a script is also what a writer's browser runs while no press is at work; no published page has it.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Route

from guide.press.browser import launch

ROOT = Path(__file__).parents[2]

# Stands for nothing on the network: pages are answered from the site, scripts from where they are written.
_ORIGIN = "http://script.invalid/"
_BLANK = _ORIGIN + "blank"


def run(script: str, site: Path):
    """What the function ``build`` of ``script``, a path below ``docs/``, makes of ``site``."""
    with launch() as browser:
        page = browser.new_page()
        try:
            page.route("**/*", lambda route: _answer(route, site))
            page.goto(_BLANK)
            return page.evaluate("async script => (await import(script)).build()", f"/{script}")
        finally:
            page.close()


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
