"""Replace every Mermaid block of the site by the SVG that one Chromium draws of it.

Both the drawing and its look are the live ones: ``diagrams/draw.mjs`` draws, ``diagrams.css`` styles. What is kept
under ``.cache/`` depends on nothing but those, Mermaid, the font, Chromium and the source.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, Page

from guide.finding import Finding
from guide.press.browser import stage
from guide.press.kept import Kept

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "docs" / "assets"
RULE = "diagram-syntax"
FIX = 'correct the line; a label with punctuation needs quotation marks, as in A["p99 (ms)"], and no node may be named `end`'

# `make serve` draws with the same files, so a drawing changes when one of them does.
KEPT = Kept(
    "diagrams",
    ASSETS,
    "vendor/mermaid/mermaid.min.js",
    "javascripts/diagrams/*.mjs",
    "stylesheets/diagrams.css",
    "fonts/field-guide-diagrams-*.woff2",
)

# Stands in a drawing for what keeps its ids apart from those of the page's other drawings; as in rewrite.mjs.
_ID = "\ufdd0"
_BLOCK = re.compile(r'<pre class="mermaid"><code>(.*?)</code></pre>', re.DOTALL)
_DRAW = "async source => (await import('/javascripts/diagrams/draw.mjs')).draw(source)"
_SHEET = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/stylesheets/diagrams.css"><body></body>'


def check(sources: list[str]) -> list[Finding | None]:
    """What the real Mermaid says of each of ``sources``; ``None`` where it has nothing to object.

    A finding's line counts from the source's first line.
    """
    return [_finding(source, drawing) for source, drawing in zip(sources, draw(sources), strict=True)]


def misread(sources: list[str]) -> list[list[Finding]]:
    """What a reader would misread in each of ``sources`` as it is laid out; empty for what cannot be drawn at all.

    A finding's line counts from the source's first line.
    """
    return [[Finding(**fault) for fault in drawing.get("faults", [])] for drawing in draw(sources)]


def freeze(site: Path, docs: Path = ROOT / "docs") -> list[Finding]:
    """Put an SVG in place of each Mermaid block of each page of ``site``.

    Args:
        site: the built site, changed in place, unless a diagram is broken: then no page is.
        docs: where the finding of a broken diagram looks for the file and line it was written in.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    pages = {path: text for path, text in pages.items() if _BLOCK.search(text)}
    sources = {path: [html.unescape(block) for block in _BLOCK.findall(text)] for path, text in pages.items()}
    every = list(dict.fromkeys(source for found in sources.values() for source in found))
    drawings = dict(zip(every, draw(every), strict=True))
    findings = [
        finding.at(*_place(source, path.relative_to(site).as_posix(), docs))
        for path, found in sources.items()
        for source in found
        if (finding := _finding(source, drawings[source]))
    ]
    if findings:
        return findings
    for path, text in pages.items():
        svgs = [drawings[source]["svg"].replace(_ID, f"d{n}") for n, source in enumerate(sources[path])]
        path.write_text(_filled(text, iter(svgs)), encoding="utf-8")
    return []


def _filled(text: str, svgs: Iterator[str]) -> str:
    return _BLOCK.sub(lambda _: next(svgs), text)


def draw(sources: list[str]) -> list[dict]:
    """One drawing a source, from the cache where it is there.

    Returns:
        ``{"svg": …, "faults": [{"line": …, "message": …}]}``; ``{"line": …, "message": …}`` where the author has made a mistake, ``{"crash": …}`` where the book
        has.
    """
    missing = [source for source in dict.fromkeys(sources) if source not in KEPT]
    crashes: dict[str, dict] = {}
    if missing:
        with stage(lambda path: ASSETS / path, _SHEET) as page:
            crashes = _draw(page, missing)
    return [crashes.get(source) or json.loads(KEPT[source]) for source in sources]


def _draw(page: Page, sources: list[str]) -> dict[str, dict]:
    """Draw ``sources`` into the cache; returns those that crashed, which are not kept: the next run may have mended it."""
    crashes = {}
    for source in sources:
        try:
            KEPT[source] = json.dumps(page.evaluate(_DRAW, source))
        except Error as crash:
            crashes[source] = {"crash": crash.message.strip().splitlines()[0]}
    return crashes


def _finding(source: str, drawing: dict) -> Finding | None:
    if "svg" in drawing:
        return None
    if "crash" in drawing:
        return Finding(
            line=1,
            rule=RULE,
            message=f"The book's own code cannot draw this diagram, though Mermaid reads it: {drawing['crash']}",
            source=source.strip().split("\n")[0],
            fix="report it, with the diagram: the mistake is in docs/assets/javascripts/diagrams, not in the page",
        )
    line = drawing["line"]
    lines = source.splitlines() or [""]
    return Finding(line=line, rule=RULE, message=drawing["message"], source=lines[min(line, len(lines)) - 1], fix=FIX)


def _place(source: str, page: str, docs: Path) -> tuple[str, int]:
    """The Markdown file that holds ``source``, and how many lines come before it; the page itself if none does."""
    wanted = [line.strip() for line in source.strip("\n").splitlines()]
    for path in sorted(docs.rglob("*.md")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
        for start in range(len(lines) - len(wanted) + 1):
            if wanted and lines[start : start + len(wanted)] == wanted:
                return path.relative_to(docs.parent).as_posix(), start
    return page, 0
