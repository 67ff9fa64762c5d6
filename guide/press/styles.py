"""One style sheet where every page asks for the same dozen: a browser draws nothing before the last of them is there.

While one writes they stay apart, each with its subject.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from guide.finding import Finding

FOLDER = "assets/stylesheets/"
# One plugin writes the pages with diagrams anew, and their attributes by the alphabet.
_LINK = re.compile(rf'<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]*{FOLDER})([^"]+)"[^>]*>\s*')


def join(site: Path) -> list[Finding]:
    """Join the sheets that all pages of ``site`` share, in their order, under a name that changes with what they say."""
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    asked = {path: [name for _, name in _LINK.findall(text)] for path, text in texts.items()}
    # What sends a reader on from an old address asks for none.
    shared = [name for name in asked[site / "index.html"] if all(name in each for each in asked.values() if each)]
    if len(shared) < 2:
        return []
    folder = site / FOLDER
    style = "\n".join((folder / name).read_text(encoding="utf-8") for name in shared)
    joined = f"all.{hashlib.sha256(style.encode()).hexdigest()[:8]}.css"
    (folder / joined).write_text(style, encoding="utf-8")
    for path, text in texts.items():
        path.write_text(_LINK.sub(lambda link: _instead(link, shared, joined), text), encoding="utf-8")
    for name in shared:
        (folder / name).unlink()
        (folder / f"{name}.map").unlink(missing_ok=True)
    return []


def _instead(link: re.Match[str], shared: list[str], joined: str) -> str:
    # Sheets of some pages alone come after it, as in the source they come after the theme's.
    if link[2] == shared[0]:
        return f'<link rel="stylesheet" href="{link[1]}{joined}">\n'
    return "" if link[2] in shared else link[0]
