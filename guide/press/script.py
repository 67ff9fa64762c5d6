"""Have a script of the book's read the built site, in the press's Chromium.

Such a script is also what a writer's browser runs while no press is at work; no published page has it.
"""

from __future__ import annotations

from pathlib import Path

from guide.press.browser import stage

ROOT = Path(__file__).parents[2]


def run(script: str, site: Path):
    """What the function ``build`` of ``script``, a path below ``docs/``, makes of ``site``."""
    with stage(lambda path: _file(path, site)) as page:
        return page.evaluate("async script => (await import(script)).build()", f"/{script}")


def _file(path: str, site: Path) -> Path:
    """Pages are answered from the site, scripts from where they are written."""
    file = (ROOT / "docs" if path.startswith("assets/") else site) / path
    return file / "index.html" if file.is_dir() else file
