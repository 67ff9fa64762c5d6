"""Gather what one practices with: files that the tools fetch, and what stands on their pages without any script.

``gather.mjs`` reads it from the pages; what it reads was written in Markdown.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from guide.finding import Finding
from guide.press.script import run

SCRIPT = "assets/javascripts/practice/gather.mjs"
FOLDER = Path("practice")

_PLACE = re.compile(r'(<div class="gathered (?P<name>[a-z]+)">)\s*(?=</div>)')


def gather(site: Path) -> list[Finding]:
    """Write the files of ``practice/``, and fill each empty box ``gathered`` on the pages there."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted((site / FOLDER).rglob("*.html"))}
    if not any(_PLACE.search(text) for text in pages.values()):
        return []
    made = run(SCRIPT, site)
    for name, data in made["files"].items():
        path = site / FOLDER / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    for path, text in pages.items():
        path.write_text(
            _PLACE.sub(lambda place: place[1] + made["html"].get(place["name"], ""), text), encoding="utf-8"
        )
    return []
