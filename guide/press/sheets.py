"""Move what the estimates' script computes with out of the page: who only reads does not fetch it."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from guide.finding import Finding

FILE = "estimates.json"

_SHEET = re.compile(
    r'(<section\b[^>]*\bid="(?P<id>estimate-[^"]+)"(?:(?!</section>).)*?)<template\b[^>]*>(?P<data>.*?)</template>\s*',
    re.DOTALL,
)


def move(site: Path) -> list[Finding]:
    """Write each page's sheets to ``estimates.json`` beside it, by the id of their section, and remove them from it."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        sheets = {found["id"]: json.loads(html.unescape(found["data"])) for found in _SHEET.finditer(text)}
        if sheets:
            page.write_text(_SHEET.sub(r"\1", text), encoding="utf-8")
            written = json.dumps(sheets, ensure_ascii=False, separators=(",", ":"))
            page.with_name(FILE).write_text(written, encoding="utf-8")
    return []
