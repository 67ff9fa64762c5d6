"""The pocket edition: what one reads on the way to the interview, of the same pages.

Of every chapter what is said aloud in it; of a case also its prompt, its answer in one minute, its numbers, the drawing of
the whole system, its board and what breaks first. Pages with ``carried: pocket`` are in it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborNode

from guide.press.carry.gather import Carried, Chapter, gather
from guide.press.carry.pdf import WIDTH, bind, link, place

# Sections whose names the contract of a chapter and a case fixes.
SECTIONS = ("the-board", "what-breaks-first", "five-minutes-before-the-interview")
NAME = "Pocket edition"


def make(site: Path, to: Path, only: str = "") -> str:
    """Write the pocket edition to the file ``to``; returns what is in it, in words."""
    carried = gather(site, WIDTH, link, place, only)
    cut(carried)
    return bind(site, to, carried, NAME)


def cut(carried: Carried) -> None:
    """Leave in the chapters what the pocket edition has of them."""
    kept: list[Chapter] = []
    for chapter in carried.chapters:
        if not chapter.is_pocket:
            _cut(chapter.article)
        if not chapter.article.css_first("h1 ~ *"):
            continue
        if kept and chapter.address.startswith(kept[-1].address) and kept[-1].address.count("/") > 1:
            # A case and its practice are one here.
            for child in list(chapter.article.iter()):
                if child.tag != "h1":
                    kept[-1].article.insert_child(child)
        else:
            kept.append(chapter)
    carried.chapters[:] = kept
    there = {place(chapter, "") for chapter in kept}
    there |= {node.attributes["id"] for chapter in kept for node in chapter.article.css("[id]")}
    for chapter in kept:
        for note in chapter.article.css("sup:has(a.footnote-ref), .footnote"):
            note.decompose()
        for node in chapter.article.css('a[href^="#"]'):
            if node.attributes["href"][1:] not in there:
                node.unwrap()


def _cut(article: LexborNode) -> None:
    keep = {node.mem_id for node in _kept(article)}
    for child in list(article.iter()):
        if child.mem_id not in keep:
            child.decompose()


def _kept(article: LexborNode) -> Iterator[LexborNode]:
    is_case = article.css_first(".admonition.abstract") is not None
    # What the next spoken block stands under; whether it stands in a section that is kept; the last paragraph.
    above: list[LexborNode] = []
    is_in = False
    last = None
    for child in article.iter():
        classes = (child.attributes.get("class") or "").split()
        if child.tag == "h2":
            above, is_in = [child], child.attributes.get("id", "").split("-", 1)[-1] in SECTIONS
        elif child.tag == "h3":
            above = [*above[:1], child]
        is_opening = is_case and not above and not is_in
        if child.tag == "h1" or is_in or "admonition" in classes:
            yield child
        elif "spoken" in classes:
            yield from above
            yield child
            above, is_case = [], False
        elif is_opening and "diagram" in classes:
            yield child
        elif is_opening and "table" in classes:
            yield from filter(None, (last, child))
        last = child if child.tag == "p" else None
