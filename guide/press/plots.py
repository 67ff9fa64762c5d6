"""Draw the curves of every plot of the site, in one Chromium, by the module that draws them anew for a reader.

What is kept under ``.cache/`` depends on nothing but that module, the one that computes, Chromium, and the page's sheet.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from guide.finding import Finding
from guide.press.browser import stage
from guide.press.kept import Kept
from guide.press.sheets import sheets

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "docs" / "assets" / "javascripts"
INGREDIENTS = ("plots.mjs", "sheet.mjs")
KEPT = Kept("plots", SCRIPTS, *INGREDIENTS)

_FRAME = re.compile(
    r'(<figure\b[^>]*\bid="(?P<id>plot-[^"]+)"(?:(?!</figure>).)*?<div class="plot-drawing"[^>]*>)(?=</div>)', re.DOTALL
)
_DRAW = """async ([id, data]) => {
  const [{draw}, {Sheet}] = await Promise.all([import("/plots.mjs"), import("/sheet.mjs")]);
  const blocks = Object.entries(data).filter(([id]) => id.startsWith("estimate-"));
  return draw(id, data[id], new Sheet(blocks.map(([id, block]) => ({name: id.replace("estimate-", ""), ...block}))));
}"""


def freeze(site: Path) -> list[Finding]:
    """Put the curves into each plot of each page of ``site``."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    asked = {
        path: [(id, _request(id, data)) for id in _empty(text)]
        for path, text in pages.items()
        if (data := sheets(text))
    }
    drawings = draw([request for found in asked.values() for _, request in found])
    for path, found in asked.items():
        if found:
            fill = {id: drawings[request] for id, request in found}
            path.write_text(_filled(pages[path], fill), encoding="utf-8")
    return []


def _filled(text: str, fill: dict[str, str]) -> str:
    return _FRAME.sub(lambda frame: frame[1] + fill.get(frame["id"], ""), text)


def _empty(text: str) -> list[str]:
    return [found["id"] for found in _FRAME.finditer(text)]


def _request(id: str, data: dict[str, dict]) -> str:
    """One plot and the sheet it is drawn on, without what neither needs."""
    return json.dumps([id, {name: of for name, of in data.items() if name == id or name.startswith("estimate-")}])


def draw(requests: list[str]) -> dict[str, str]:
    """The HTML of each plot, from the cache where it is there."""
    missing = [request for request in dict.fromkeys(requests) if request not in KEPT]
    if missing:
        with stage(lambda path: SCRIPTS / path if path in INGREDIENTS else None) as page:
            for request in missing:
                KEPT[request] = page.evaluate(_DRAW, json.loads(request))
    return {request: KEPT[request] for request in requests}
