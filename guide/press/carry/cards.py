"""What is asked and answered in the book, as notes for Anki: a deck with one deck a chapter in it, and the same as a table.

A note is known to Anki by its page and its id on that page, so that a new edition changes the notes that a reader has and
keeps how well they are known. Ids therefore are for good: see ``tests/source/item_lost.py``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import genanki
from selectolax.lexbor import LexborNode

from guide.press import edition
from guide.press.carry.gather import Carried, Chapter, gather, text

# A page has no column here: any drawing that an answer might have is the wide one.
WIDTH = 1000
_FIELDS = ("Question", "Answer", "Source")
_TEMPLATE = {
    "name": "Card",
    "qfmt": "{{Question}}",
    "afmt": '{{FrontSide}}<hr id="answer">{{Answer}}<p class="source">{{Source}}</p>',
}
_STYLE = (
    ".card { max-width: 40em; margin: auto; font: 20px/1.5 serif; text-align: left }"
    " .source, .level { font: 14px/1.5 sans-serif; opacity: .75 } ol { list-style: upper-alpha }"
)


@dataclass(frozen=True)
class Note:
    """One question; question, answer and source are HTML.

    Args:
        page: the address of the page below the site's.
    """

    page: str
    id: str
    deck: tuple[str, ...]
    question: str
    answer: str
    source: str
    tags: tuple[str, ...]

    @property
    def guid(self) -> str:
        return genanki.guid_for(self.page, self.id)


def make_deck(site: Path, to: Path, only: str = "") -> str:
    """Write the deck to the file ``to``; returns what is in it, in words."""
    carried, found = notes(site, only)
    model = genanki.Model(
        _number("model"),
        carried.title,
        fields=[{"name": name} for name in _FIELDS],
        templates=[_TEMPLATE],
        css=_STYLE,
    )
    decks: dict[tuple[str, ...], genanki.Deck] = {}
    for note in found:
        name = "::".join((carried.title, *note.deck))
        deck = decks.setdefault(note.deck, genanki.Deck(_number(name), name))
        fields = [note.question, note.answer, note.source]
        deck.add_note(genanki.Note(model, fields, guid=note.guid, tags=list(note.tags)))
    written = to.with_suffix(".plain")
    # A later edition's notes take the place of this one's, by the time that they carry.
    genanki.Package([*decks.values()]).write_to_file(written, timestamp=edition.moment().timestamp())
    _pack(written, to)
    written.unlink()
    return f"{len(found)} cards in {len(decks)} decks"


def make_table(site: Path, to: Path, only: str = "") -> str:
    """Write the notes as tab-separated values, as Anki and others read them, to the file ``to``; returns what is in it."""
    _, found = notes(site, only)
    table = io.StringIO()
    table.write("#separator:tab\n#html:true\n#guid column:1\n#tags column:5\n#notetype:Basic\n")
    rows = csv.writer(table, dialect="excel-tab", lineterminator="\n")
    rows.writerows((note.guid, note.question, note.answer, note.source, " ".join(note.tags)) for note in found)
    to.write_text(table.getvalue(), encoding="utf-8")
    return f"{len(found)} cards"


def notes(site: Path, only: str = "") -> tuple[Carried, list[Note]]:
    """The book, and every question of it that has an answer of its own."""
    carried = gather(site, WIDTH, lambda chapter, id: f"/{chapter.address}{id and '#' + id}", lambda _, id: id, only)
    found = []
    for chapter in carried.chapters:
        for node in chapter.article.css("[href^='/']"):
            node.attrs["href"] = urljoin(carried.url, node.attributes["href"][1:])
        found += _of(chapter, carried)
    return carried, found


def _of(chapter: Chapter, carried: Carried) -> Iterator[Note]:
    deck = chapter.title.removeprefix("Practice: ")
    place = chapter.address.split("/")
    for item in chapter.article.css("details.card, details.probe, section.decision"):
        id, kind = item.attributes["id"], item.attributes["data-item"]
        tags = [f"{place[0]}::{place[1]}" if place[1:] else place[0], kind]
        if level := item.css_first(".level"):
            tags.append(f"level::{text(level).lower()}")
        question, answer = _decision(item) if kind == "decision" else _fold(item)
        source = f'<a href="{urljoin(carried.url, chapter.address)}#{id}">{chapter.title}</a>'
        yield Note(chapter.address, id, (deck[0].upper() + deck[1:],), question, answer, source, tuple(tags))


def _fold(item: LexborNode) -> tuple[str, str]:
    return _plain(item.css_first("summary")), _plain(item.css_first("summary + div"))


def _decision(item: LexborNode) -> tuple[str, str]:
    options = item.css(".options > li")
    asked = "".join(f"<li>{_plain(option.css_first('summary'))}</li>" for option in options)
    told = "".join(f"<li>{_plain(option.css_first('summary + div'))}</li>" for option in options)
    return f"<p>{_plain(item.css_first('.question'))}</p><ol>{asked}</ol>", f"<ol>{told}</ol>"


def _plain(node: LexborNode) -> str:
    """What is in ``node``, without what only the page needs."""
    for number in node.css("sup:has(a.footnote-ref)"):
        number.decompose()
    for number in node.css("a.estimate-value"):
        number.unwrap()
    html = re.sub(r' (?:class="estimate-value"|data-[\w-]+="[^"]*"|id="[^"]*")', "", node.inner_html)
    return " ".join(re.sub(r"<span>([^<]*)</span>", r"\1", html).split())


def _number(name: str) -> int:
    """The same number for the same name, for good."""
    return int(hashlib.sha256(f"ml-system-design-field-guide {name}".encode()).hexdigest()[:8], 16)


def _pack(plain: Path, to: Path) -> None:
    """Compressed, which genanki does not do, and with the commit's time."""
    with zipfile.ZipFile(plain) as read, zipfile.ZipFile(to, "w") as archive:
        for name in sorted(read.namelist()):
            entry = zipfile.ZipInfo(name, edition.moment().timetuple()[:6])
            archive.writestr(entry, read.read(name), zipfile.ZIP_DEFLATED, 9)
