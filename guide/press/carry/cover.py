"""The cover: what the book is, and of which day."""

from __future__ import annotations

from html import escape
from pathlib import Path

from playwright.sync_api import ViewportSize

from guide.press import edition
from guide.press.carry.gather import Carried
from guide.press.carry.stage import stage

STYLE = Path(__file__).with_name("cover.css")
SIZE: ViewportSize = {"width": 1600, "height": 2560}


def cover(carried: Carried, name: str = "") -> str:
    """The cover as HTML, to be styled by :data:`STYLE`; ``name`` is what this is of the book, if not all."""
    kind = f'<p class="cover-name">{escape(name)}</p>' if name else ""
    return (
        '<section class="cover"><img class="cover-mark" src="/assets/images/favicon.svg" alt="">'
        f'<p class="cover-title">{escape(carried.title)}</p>{kind}<p class="cover-line">{escape(carried.description)}</p>'
        f'<p class="cover-edition">Edition of {edition.day()}<br>{escape(carried.url)}</p></section>'
    )


def picture(site: Path, carried: Carried) -> bytes:
    """The cover as PNG."""
    with stage(site, cover(carried), STYLE.read_text(encoding="utf-8")) as page:
        page.set_viewport_size(SIZE)
        return page.screenshot()
