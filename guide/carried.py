"""What the book can be carried as: one name, one title and one file a format, for the page that offers them and for what
makes them."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

FOLDER = "downloads"
FIX = "write a line for each, as epub: For a reader with an e-ink screen."


@dataclass(frozen=True)
class Format:
    """One thing to carry.

    Args:
        file: its name in :data:`FOLDER`; empty for what is no file.
        missing: what the page says where it has not been made.
    """

    title: str
    file: str
    missing: str = "Not made with this copy of the book; the command make downloads makes it."


FORMATS = {
    "pdf": Format("PDF", "ml-system-design-field-guide.pdf"),
    "pocket": Format("Pocket edition, PDF", "ml-system-design-field-guide-pocket.pdf"),
    "epub": Format("EPUB", "ml-system-design-field-guide.epub"),
    "anki": Format("Cards for Anki", "ml-system-design-field-guide.apkg"),
    "tsv": Format("Cards as a table", "ml-system-design-field-guide.tsv"),
    "offline": Format("In this browser", "", "It takes a script, and a browser that keeps what it has fetched."),
}


def read(source: str) -> tuple[dict[str, str], str]:
    """For whom each format is, as a ``downloads`` block of the text ``source`` says, and what is wrong with it, in words."""
    try:
        whom = yaml.safe_load(source)
    except yaml.YAMLError:
        whom = None
    if not isinstance(whom, dict) or not all(isinstance(words, str) for words in whom.values()):
        return {}, "the downloads block does not say for whom each is"
    if unknown := [str(name) for name in whom if name not in FORMATS]:
        return {}, f"the book is not made as {unknown[0]}, but as {', '.join(FORMATS)}"
    return whom, ""
