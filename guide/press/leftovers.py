"""Take away what no reader needs: what draws diagrams live, what made the search's index and gathered the exercises, the
words that pages are also found by, and the theme's own search.
"""

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
# They are in the index.
_WORDS = re.compile(r'<meta\b[^>]*\bname="(?:aliases|terms)"[^>]*>\s*')


def remove(site: Path) -> list[Finding]:
    """Remove those files, Mermaid, and what loads that: the configuration's tag and mermaid2's import; and those words."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        left = _WORDS.sub("", _LOADER.sub("", text) if SCRIPT.name in text else text)
        if left != text:
            page.write_text(left, encoding="utf-8")
    for file in FILES:
        (site / file).unlink(missing_ok=True)
    for folder in FOLDERS:
        shutil.rmtree(site / folder, ignore_errors=True)
        if (parent := (site / folder).parent).is_dir() and not any(parent.iterdir()):
            parent.rmdir()
    return []
