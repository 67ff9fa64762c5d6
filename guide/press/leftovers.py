"""Take away what draws diagrams live, once they are frozen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from guide.finding import Finding

SCRIPT = Path("assets/javascripts/diagrams-live.mjs")
LIBRARY = Path("assets/vendor/mermaid")

_LOADER = re.compile(r"<script\b(?:(?!</script>).)*?diagrams-live\.mjs.*?</script>\s*", re.DOTALL)


def remove(site: Path) -> list[Finding]:
    """Remove Mermaid, the script that calls it, and what loads that: the configuration's tag and mermaid2's import."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if SCRIPT.name in text:
            page.write_text(_LOADER.sub("", text), encoding="utf-8")
    (site / SCRIPT).unlink(missing_ok=True)
    shutil.rmtree(site / LIBRARY, ignore_errors=True)
    if (vendor := (site / LIBRARY).parent).is_dir() and not any(vendor.iterdir()):
        vendor.rmdir()
    return []
