"""From the finished site to what one carries: the book as one file, on paper, on a reader, in a deck of cards.

A maker is a function from the site's directory and the file to write to words that say what is in it, one file a format.
None of them knows Markdown, or a page.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from guide.carried import FOLDER, FORMATS
from guide.press import offline
from guide.press.carry import cards, epub, llms, offer, pdf, pocket

MAKERS: dict[str, Callable[[Path, Path], str]] = {
    "pdf": pdf.make,
    "pocket": pocket.make,
    "epub": epub.make,
    "anki": cards.make_deck,
    "tsv": cards.make_table,
}


def carry(site: Path) -> None:
    """Make every format of the finished ``site`` into its folder of downloads, and offer them on its pages; says what it does.

    Raises:
        SystemExit: something that is needed is not there; one line says what to do.
    """
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    made = {}
    for name, make in MAKERS.items():
        started = time.monotonic()
        print(f"{FORMATS[name].title} … ", end="", flush=True)
        file = folder / FORMATS[name].file
        made[name] = make(site, file)
        print(f"{offer.size(file)}, {made[name]}, {time.monotonic() - started:.1f} s", flush=True)
    offer.fill(site, made)
    llms.write(site)
    # The page that offers them is another now.
    offline.write(site)
