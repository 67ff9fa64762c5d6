"""The site's own look, in Chromium, around whatever HTML of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, Route
from selectolax.lexbor import LexborHTMLParser

from guide.press.browser import launch

# Stands for nothing on the network: every request is answered from the site.
ORIGIN = "http://carried.invalid/"
HERE = Path(__file__).parent
_DISPLAY = re.compile(r"font-display:\s*\w+")
SCRIPTS = ("bake.mjs", "paper.mjs")


@contextmanager
def stage(site: Path, body: str, style: str = "") -> Iterator[Page]:
    """A page with the site's style sheets, then ``style``, as it goes on paper, with its fonts there."""
    home = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))
    sheets = "".join(
        f'<link rel="stylesheet" href="{each.attributes["href"]}">' for each in home.css("link[rel=stylesheet]")
    )
    # Without a direction the theme places neither list nor chip.
    text = (
        f'<!doctype html><html lang="{home.root.attributes["lang"]}" dir="ltr"><meta charset="utf-8"><title></title>'
        f'{sheets}<style>{style}</style><body data-md-color-scheme="default" data-md-color-primary="custom">{body}'
    )
    with launch() as browser:
        page = browser.new_page()
        try:
            page.emulate_media(media="print", color_scheme="light")
            page.route("**/*", lambda route: _answer(route, site, text))
            page.goto(ORIGIN)
            page.evaluate("document.fonts.ready")
            yield page
        finally:
            page.close()


def _answer(route: Route, site: Path, text: str) -> None:
    name = unquote(urlsplit(route.request.url).path.lstrip("/"))
    path = HERE / name if name in SCRIPTS else site / name
    if route.request.url == ORIGIN:
        route.fulfill(body=text, content_type="text/html; charset=utf-8")
    elif path.suffix == ".mjs" and path.is_file():
        # Python's own list of types knows .mjs on some machines only.
        route.fulfill(path=path, content_type="text/javascript")
    elif path.suffix == ".css" and path.is_file():
        # Who prints waits for the faces.
        text = _DISPLAY.sub("font-display: block", path.read_text(encoding="utf-8"))
        route.fulfill(body=text, content_type="text/css; charset=utf-8")
    elif path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(status=404)
