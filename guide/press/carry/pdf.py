"""The book as PDF: the chapters on the site's own print styles, printed by Chromium, finished by pikepdf.

No browser knows on which page a place will be, so the book is printed, the numbers of pages are read from the file and
written where they are asked for, and it is printed again until they stay. A kept guess saves the second time.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path

import pikepdf
from playwright.sync_api import Error, Page

from guide.press import edition
from guide.press.carry import runs
from guide.press.carry.cover import STYLE as COVER
from guide.press.carry.cover import cover
from guide.press.carry.gather import Carried, Chapter, gather
from guide.press.carry.stage import stage

# Of a drawing, in CSS pixels: what is laid out for it is scaled to the sheet's 657, and its text then has nearly 8 points.
WIDTH = 760
STYLE = Path(__file__).with_name("pdf.css")
GUESSES = Path(__file__).parents[3] / ".cache" / "pages"
TIMES = 4
# The first is what Chromium calls a font whose names were cut away, as those of the text face are.
OURS = ("OTS-derived-font", "FieldGuideDiagrams", "STIXTwoMath")


def make(site: Path, to: Path, only: str = "") -> str:
    """Write the whole book to the file ``to``; returns what is in it, in words."""
    return bind(site, to, gather(site, WIDTH, link, place, only))


def bind(site: Path, to: Path, carried: Carried, of_it: str = "") -> str:
    """Write ``carried`` as PDF.

    Args:
        of_it: what it is of the book, if not all.
    """
    style = COVER.read_text(encoding="utf-8") + STYLE.read_text(encoding="utf-8") + _running(carried)
    with stage(site, _book(carried, of_it), style) as page:
        headings = page.evaluate("async () => (await import('/paper.mjs')).prepare()")
        data = _settled(page, GUESSES / f"{to.stem}.json")
    return _finish(data, to, carried, of_it, headings)


def place(chapter: Chapter, id: str) -> str:
    # A name in the file has 127 bytes, and a heading's id can be long.
    return f"{chapter.number}-{id}" if id else f"chapter-{chapter.number}"


def link(chapter: Chapter, id: str) -> str:
    return "#" + place(chapter, id)


def _running(carried: Carried) -> str:
    """What stands at the edges of each chapter's pages."""
    edges = "@page {{ @top-left {{ content: {part} }} @bottom-left {{ content: {book} }} }}"
    chapters = (
        f"@page c{chapter.number} {{ @top-left {{ content: {_string(' · '.join((*chapter.headings, chapter.title)))} }} }}"
        for chapter in carried.chapters
    )
    book = _string(f"{carried.title} · edition of {edition.day()}")
    return edges.format(part='""', book=book) + "".join(chapters)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _book(carried: Carried, of_it: str) -> str:
    parts = [cover(carried, of_it), f'<div class="md-typeset book {"pocket" if of_it else ""}">', _contents(carried)]
    if carried.legend is not None:
        terms = carried.legend.css_first("dl").html
        parts.append(f'<section class="legend"><h2>How to read the drawings</h2>{terms}</section>')
    part = ""
    for chapter in carried.chapters:
        if not of_it and chapter.headings[:1] not in ((), (part,)):
            part = chapter.headings[0]
            parts.append(
                f'<section class="part-title"><h1 id="{_part(part)}" aria-level="1">{escape(part)}</h1></section>'
            )
        attributes = (
            f'id="{place(chapter, "")}" class="md-content__inner md-typeset chapter" style="page:c{chapter.number}"'
        )
        parts.append(f"<article {attributes}>{chapter.article.inner_html}</article>")
    return "".join([*parts, "</div>"])


def _part(title: str) -> str:
    return "part-" + title.lower().replace(" ", "-")


def _contents(carried: Carried) -> str:
    rows: list[str] = []
    above: tuple[str, ...] = ()
    for chapter in carried.chapters:
        for depth, heading in enumerate(chapter.headings):
            if above[: depth + 1] != chapter.headings[: depth + 1]:
                rows.append(f'<li class="{("toc-part", "toc-group")[min(depth, 1)]}">{escape(heading)}</li>')
        above = chapter.headings
        target = link(chapter, "")
        rows.append(
            f'<li class="toc-entry"><a href="{target}">{escape(chapter.title)}</a><span class="page-of" data-of="{target[1:]}"></span></li>'
        )
    return f'<nav class="toc"><h2>Contents</h2><ol>{"".join(rows)}</ol></nav>'


def _settled(page: Page, kept: Path) -> bytes:
    """The book printed with the numbers of its own pages in it."""
    guess = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    for _ in range(TIMES):
        page.evaluate("async pages => (await import('/paper.mjs')).fill(pages)", guess)
        try:
            data = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=False)
        except Error as error:
            raise SystemExit(
                f"Chromium could not print the book: {error.message.splitlines()[0]} It takes about 4 GB of free memory."
            ) from None
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages = dict(_places(pdf))
        if pages == guess:
            break
        guess = pages
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(pages), encoding="utf-8")
    return data


def _places(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    """Each name that a link leads to, and its page, from 1."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for name, target in pdf.Root.get("/Dests", {}).items():
        yield str(name)[1:], numbers[target[0].objgen]


def _finish(data: bytes, to: Path, carried: Carried, of_it: str, headings: list[dict[str, str]]) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        title = f"{carried.title}: {of_it}" if of_it else carried.title
        with pdf.open_metadata() as meta:
            meta["dc:title"] = title
            meta["dc:creator"] = ["The contributors"]
            meta["dc:description"] = carried.description
            meta["dc:rights"] = "CC BY 4.0"
            meta["dc:language"] = ["en"]
            meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = edition.moment().isoformat()
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = _date(edition.moment())
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _outline(pdf, carried, headings)
        runs.join(pdf)
        if strange := foreign(pdf):
            names = ", ".join(sorted(strange))
            print(
                f"(signs that the book's faces have not, set in {names}: cut them into a face in docs/assets/fonts) ",
                end="",
            )
        pikepdf.settings.set_flate_compression_level(9)
        pdf.save(to, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, recompress_flate=True)
        return f"{len(pdf.pages)} pages"


def foreign(pdf: pikepdf.Pdf) -> set[str]:
    """The fonts that are not the book's own, or not in the file."""
    found = set()
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            if font.Subtype == "/Type3":
                # A stroked label of a drawing, drawn letter by letter.
                continue
            name = str(font.BaseFont).partition("+")[2]
            embedded = "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            if not name.startswith(OURS) or not embedded:
                found.add(name)
    return found


def _date(moment: datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}Z"


def _outline(pdf: pikepdf.Pdf, carried: Carried, headings: list[dict[str, str]]) -> None:
    """Parts, their groups, chapters and sections."""
    chapters = {link(chapter, "")[1:]: chapter for chapter in carried.chapters}
    with pdf.open_outline() as outline:
        above: tuple[str, ...] = ()
        lists = [outline.root]
        for heading in headings:
            chapter = chapters.get(heading["id"])
            item = pikepdf.OutlineItem(chapter.title if chapter else heading["text"], pikepdf.String(heading["id"]))
            if chapter:
                shared = 0
                while shared < min(len(above), len(chapter.headings)) and above[shared] == chapter.headings[shared]:
                    shared += 1
                del lists[shared + 1 :]
                for title in chapter.headings[shared:]:
                    group = pikepdf.OutlineItem(title, pikepdf.String(heading["id"]))
                    lists[-1].append(group)
                    lists.append(group.children)
                above = chapter.headings
                lists[-1].append(item)
                lists.append(item.children)
            elif heading["level"] == "h2":
                lists[-1].append(item)
