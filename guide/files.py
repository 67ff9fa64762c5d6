"""What may lie in the folders that are published: kinds of files, their sizes, and no way out of the tree."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path

from guide.finding import Finding

RULE = "file-kind"
FIX = "remove it, or keep it elsewhere: what lies in this folder is published"
FOLDERS = ("docs", "overrides")

# The suffixes of pictures.
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
# The most kilobytes of a file, by the end of its name; pictures have a rule of their own.
MOST_KB: dict[str, float] = {
    ".md": 300,
    ".bib": 1000,
    ".css": 100,
    ".js": 10,
    ".mjs": 100,
    ".woff2": 150,
    ".txt": 50,
    "LICENSE": 50,
}
MOST_KB |= dict.fromkeys(PICTURES, math.inf)
VENDORED_KB = MOST_KB | {".js": 4000, ".mjs": 4000}
TEMPLATES_KB = {".html": 50, ".svg": 20}


def below(folder: Path) -> Iterator[Path]:
    """Every file and every link below ``folder``, in order; where a link leads is not looked at."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(here, name).is_symlink()]
        yield from (Path(here, name) for name in sorted([*names, *links]))


def links(root: Path) -> list[Finding]:
    """Links in the published folders of the project at ``root``: the builder would publish what they lead to."""
    every = (path for folder in FOLDERS for path in [root / folder, *below(root / folder)] if path.is_symlink())
    return [
        _finding(root, path, f"the link leads to {os.readlink(path)}", "put the file itself here") for path in every
    ]


def strangers(root: Path) -> Iterator[Finding]:
    """Links, and files of a kind or size that nothing in the book needs."""
    yield from links(root)
    for folder in FOLDERS:
        for path in below(root / folder):
            if path.is_symlink():
                continue
            size, (end, most) = path.stat().st_size / 1000, _allowed(path.relative_to(root))
            if not most:
                yield _finding(root, path, f"the book has no files {end}")
            elif size > most:
                fix = f"bring it below {most} KB"
                yield _finding(root, path, f"the file has {size:.0f} KB; the most of {end} is {most} KB", fix)


def _allowed(path: Path) -> tuple[str, float]:
    """The end of the file's name that tells its kind, and the most kilobytes it may have; 0 if it may not be there."""
    kinds = TEMPLATES_KB if path.parts[0] == "overrides" else VENDORED_KB if "vendor" in path.parts else MOST_KB
    end = next((end for end in kinds if path.name.endswith(end)), "")
    return end or path.suffix or path.name, kinds.get(end, 0)


def _finding(root: Path, path: Path, message: str, fix: str = FIX) -> Finding:
    name = path.relative_to(root).as_posix()
    return Finding(name, 1, RULE, message, name, fix)
