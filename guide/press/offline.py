"""List what a reader keeps who keeps the whole book: each file's address, and by what its change is known.

``offline.mjs`` makes the copy of it, ``sw.js`` answers from that.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from fnmatch import fnmatch
from pathlib import Path

from guide.carried import FOLDER
from guide.finding import Finding
from guide.press import edition

LIST = "offline.json"
# What is not of the book, or of no use without a network.
LEFT = (
    LIST,
    "sw.js",
    "404.html",
    f"{FOLDER}/*",
    "*.map",
    "*.gz",
    "assets/images/social-card.*",
    "assets/images/screenshot.*",
)


def write(site: Path) -> list[Finding]:
    """Write ``offline.json`` into ``site``: the edition, its files with digest and size, and what all of them weigh."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    data = {
        # A folder's page is asked for by the folder.
        name.removesuffix("index.html"): (site / name).read_bytes()
        for name in names
        if not any(fnmatch(name, left) for left in LEFT)
    }
    files = {name: (hashlib.sha256(each).hexdigest()[:16], len(each)) for name, each in data.items()}
    listed = {
        "version": hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16],
        "edition": edition.day() if edition.is_known() else "",
        # As a server sends them.
        "fetched": sum(len(gzip.compress(each, 6)) for each in data.values()),
        "kept": sum(map(len, data.values())),
        "files": files,
    }
    (site / LIST).write_text(json.dumps(listed, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return []
