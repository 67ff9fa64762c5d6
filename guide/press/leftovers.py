"""Take away what draws diagrams live, once they are frozen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from guide.finding import Finding

SCRIPT = Path("assets/javascripts/diagrams-live.mjs")
FOLDERS = (Path("assets/javascripts/diagrams"), Path("assets/vendor/mermaid"))

_LOADER = re.compile(r"<script\b(?:(?!</script>).)*?diagrams-live\.mjs.*?</script>\s*", re.DOTALL)


def remove(site: Path) -> list[Finding]:
    """Remove Mermaid, the scripts that call it, and what loads those: the configuration's tag and mermaid2's import."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if SCRIPT.name in text:
            page.write_text(_LOADER.sub("", text), encoding="utf-8")
    (site / SCRIPT).unlink(missing_ok=True)
    for folder in FOLDERS:
        shutil.rmtree(site / folder, ignore_errors=True)
        if (parent := (site / folder).parent).is_dir() and not any(parent.iterdir()):
            parent.rmdir()
    return []
