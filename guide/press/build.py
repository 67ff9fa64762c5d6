"""The builder's own part: Markdown to HTML, a warning counting as an error."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from guide.book import Book


def build(site: Path, config: Path = Path("mkdocs.yml")) -> bool:
    """Build the book that ``config`` describes into ``site``, and print the builder's warnings, or what it would not survive.

    Returns:
        Whether there was nothing to warn of.
    """
    # It follows links, and would publish a file of this machine; other things it dies of, or never ends with.
    if found := Book(config.resolve().parent).obstacles:
        print(*found, sep="\n", file=sys.stderr)
        return False
    started = time.monotonic()
    print("Building the pages …", flush=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "-f", str(config)]
    done = subprocess.run(
        [*command, "--site-dir", str(site.resolve())],
        # Material advertises its successor on every build.
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    # MkDocs' own --quiet would neither print warnings nor count them.
    for line in done.stderr.splitlines():
        if line.strip() and not line.startswith("INFO"):
            print(line, file=sys.stderr)
    print(f"Building the pages: {time.monotonic() - started:.1f} s", flush=True)
    return done.returncode == 0
