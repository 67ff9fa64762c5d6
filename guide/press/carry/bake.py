"""The book's drawings and curves as SVG that needs no style sheet, for readers that know no variables."""

from __future__ import annotations

from pathlib import Path

from guide.press.carry.gather import Carried
from guide.press.carry.stage import stage

# The width at which a curve is drawn; its text is as large beside it as it is on a page of the site.
_STYLE = ".md-typeset {{ width: {width}px }}"


def bake(site: Path, carried: Carried, width: int) -> list[str]:
    """Each outermost ``<svg>`` of the chapters, in their order, as XML.

    Args:
        width: of the column, in CSS pixels.
    """
    body = "".join(
        f'<article class="md-typeset">{chapter.article.inner_html}</article>' for chapter in carried.chapters
    )
    with stage(site, body, _STYLE.format(width=width)) as page:
        return page.evaluate("async () => (await import('/bake.mjs')).default()")
