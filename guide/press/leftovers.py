"""Take away what no reader needs: what draws diagrams live, what made the search's index and gathered the exercises, and the theme's own search."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from guide.finding import Finding
from guide.press import practice, search

SCRIPT = Path("assets/javascripts/diagrams-live.mjs")
FILES = (SCRIPT, Path(search.SCRIPT), Path(practice.SCRIPT))
SCRIPTS = Path("assets/javascripts")
FOLDERS = (SCRIPTS / "diagrams", Path("assets/vendor/mermaid"), SCRIPTS / "lunr", SCRIPTS / "workers")

_LOADER = re.compile(r"<script\b(?:(?!</script>).)*?diagrams-live\.mjs.*?</script>\s*", re.DOTALL)


def remove(site: Path) -> list[Finding]:
    """Remove those files, Mermaid, and what loads that: the configuration's tag and mermaid2's import."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if SCRIPT.name in text:
            page.write_text(_LOADER.sub("", text), encoding="utf-8")
    for file in FILES:
        (site / file).unlink(missing_ok=True)
    for folder in FOLDERS:
        shutil.rmtree(site / folder, ignore_errors=True)
        if (parent := (site / folder).parent).is_dir() and not any(parent.iterdir()):
            parent.rmdir()
    return []
