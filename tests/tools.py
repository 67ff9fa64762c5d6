"""Run a checker that somebody else keeps, and read what it says."""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path

from tests.rules import ROOT

# Both linters read their part of pyproject.toml, whichever book they look at.
CONFIG = ROOT / "pyproject.toml"


def output(root: Path, tool: str, *arguments: str | Path) -> str:
    """What ``tool`` of this environment prints about the project at ``root``.

    Raises:
        RuntimeError: the tool itself failed, with its own words.
    """
    command = [Path(sysconfig.get_path("scripts")) / tool, *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if not done.stdout.strip() and done.stderr.strip() and done.returncode:
        raise RuntimeError(f"{tool}: {done.stderr.strip()}")
    return done.stdout


def writings(root: Path) -> list[Path]:
    """Every Markdown file that people read, from the project's root."""
    found = sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])
    return [path.relative_to(root) for path in found if not path.is_symlink()]
