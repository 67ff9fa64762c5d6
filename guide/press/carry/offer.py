"""Say on the page that offers the files how large each is and of which day, once they are there."""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path

from guide.carried import FOLDER, FORMATS
from guide.press import edition

_OFFER = re.compile(r'(<li data-download="(\w+)">(?:(?!</li>).)*?<p class="download-file">).*?(</p>)', re.DOTALL)


def size(file: Path) -> str:
    """Of ``file``, as a reader counts."""
    kilobytes = file.stat().st_size / 1000
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes:.0f} KB"


def fill(site: Path, made: dict[str, str]) -> None:
    """Link each format of ``made`` wherever a page of ``site`` lists it, with what is in it."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")

        def link(found: re.Match[str], page: Path = page) -> str:
            if (name := found[2]) not in made:
                return found[0]
            file = site / FOLDER / FORMATS[name].file
            address = Path(os.path.relpath(file, page.parent)).as_posix()
            facts = f"{size(file)}, {made[name]}, edition of {edition.day()}"
            return f'{found[1]}<a href="{address}">Download</a> ({escape(facts)}){found[3]}'

        if (filled := _OFFER.sub(link, text)) != text:
            page.write_text(filled, encoding="utf-8")
