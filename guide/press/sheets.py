"""Move what scripts compute with out of the page: who only reads does not fetch it."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from guide.finding import Finding

_SHEET = re.compile(
    r'<(?P<tag>section|figure|details)(?P<rest>\b[^>]*\bid="(?P<id>(?:estimate|plot|scenario)-[^"]+)"(?:(?!</(?P=tag)>).)*?)'
    r"<template\b[^>]*>(?P<data>.*?)</template>\s*",
    re.DOTALL,
)


def sheets(text: str) -> dict[str, dict]:
    """What stands in the page ``text`` for each estimate, plot and scenario, by the id of its element."""
    return {found["id"]: json.loads(html.unescape(found["data"])) for found in _SHEET.finditer(text)}


def move(site: Path) -> list[Finding]:
    """Write each page's sheets to a file beside it, and have the first of them name the file."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if found := sheets(text):
            beside = page.with_name("estimates.json" if page.stem == "index" else f"{page.stem}.estimates.json")
            beside.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
            text = _SHEET.sub(rf'<\g<tag> data-sheets="{beside.name}"\g<rest>', text, count=1)
            page.write_text(_SHEET.sub(r"<\g<tag>\g<rest>", text), encoding="utf-8")
    return []
