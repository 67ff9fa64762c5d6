"""The builder's own part: Markdown to HTML, a warning counting as an error."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path


def build(site: Path, config: Path = Path("mkdocs.yml")) -> bool:
    """Build the book that ``config`` describes into ``site``; the builder tells what is wrong.

    Returns:
        Whether there was nothing to warn of.
    """
    started = time.monotonic()
    print("Building the pages …", flush=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--clean", "-f", str(config)]
    done = subprocess.run([*command, "--site-dir", str(site.resolve())], check=False)
    print(f"Building the pages: {time.monotonic() - started:.1f} s", flush=True)
    return done.returncode == 0
