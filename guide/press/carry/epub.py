"""The book as EPUB 3: a file a chapter, drawings that carry their looks, formulas that carry their words.

The XHTML is written from the parser's tree by :func:`xml`, so that nothing is lost between an HTML and an XML parser; the
rest of the format is a handful of short files.
"""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from selectolax.lexbor import LexborNode

from guide.press import edition
from guide.press.carry.bake import bake
from guide.press.carry.cover import picture
from guide.press.carry.gather import Carried, Chapter, gather
from guide.press.carry.said import said

# A drawing's text is to be read on the screen of a small reader.
WIDTH = 400
STYLE = Path(__file__).with_name("epub.css")
_FACE = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
_DISPLAY = re.compile(r"font-display:\s*\w+;?")
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_MATHML = "http://www.w3.org/1998/Math/MathML"
_EMPTY = ("br", "hr", "img", "wbr")
_LEGEND = "drawings.xhtml"
_ROLES = {"footnote-ref": ("noteref", "doc-noteref"), "footnote-backref": ("backlink", "doc-backlink")}


def make(site: Path, to: Path, only: str = "") -> str:
    """Write the EPUB to the file ``to``; returns what is in it, in words."""
    carried = gather(site, WIDTH, _link, lambda _, id: id, only)
    drawings = iter(bake(site, carried, WIDTH))
    faces, fonts = _fonts(site)
    files: dict[str, bytes | str] = {"book.css": faces + STYLE.read_text(encoding="utf-8"), **fonts}
    files["cover.png"] = picture(site, carried)
    alt = escape(f"{carried.title}, edition of {edition.day()}")
    image = f'<img src="cover.png" role="doc-cover" alt="{alt}"/>'
    files["cover.xhtml"] = _document(carried.title, f'<section epub:type="cover" class="cover">{image}</section>')
    files["nav.xhtml"] = _nav(carried)
    if carried.legend is not None:
        files[_LEGEND] = _document("How to read the drawings", _legend(carried.legend))
    for chapter in carried.chapters:
        _fit(chapter.article, carried.url, site, files)
        text = "".join(xml(child, drawings) for child in chapter.article.iter(include_text=True))
        body = f'<section epub:type="chapter" role="doc-chapter" aria-label="{escape(chapter.title)}">{text}</section>'
        files[f"{chapter.slug}.xhtml"] = _document(chapter.title, body)
    files["package.opf"] = _package(carried, files)
    _zip(to, files)
    return f"{len(carried.chapters)} chapters"


def _link(chapter: Chapter, id: str) -> str:
    return f"{chapter.slug}.xhtml" + (id and f"#{id}")


def xml(node: LexborNode, drawings: Iterator[str], within: str = "") -> str:
    """``node`` as XHTML.

    Args:
        drawings: what stands in place of each ``<svg>``, in turn.
        within: the outermost element of another vocabulary around ``node``.
    """
    if node.tag == "-text":
        return escape(node.text_content, quote=False)
    if node.tag.startswith("-"):
        return ""
    if node.tag == "svg":
        return next(drawings)

    def inner(within: str) -> str:
        return "".join(xml(child, drawings, within) for child in node.iter(include_text=True))

    attributes = {name: value or "" for name, value in node.attributes.items() if not name.startswith("data-")}
    if node.tag == "math" and not within:
        attributes |= {"xmlns": _MATHML, "alttext": said(node)}
        within = node.tag
    if within and node.tag not in ("mstyle", "math") and (display := attributes.pop("displaystyle", "")):
        # MathML Core knows it everywhere, the format's grammar on these two only.
        return f'<mstyle displaystyle="{display}">{_written(node.tag, attributes, inner(within))}</mstyle>'
    return _written(node.tag, attributes, inner(within))


def _written(tag: str, attributes: dict[str, str], inner: str) -> str:
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{given}>{inner}</{tag}>" if inner or tag not in _EMPTY else f"<{tag}{given}/>"


def _fit(article: LexborNode, url: str, site: Path, files: dict[str, bytes | str]) -> None:
    """What a reader of EPUB wants otherwise than a browser; adds pictures to ``files``."""
    for node in article.css("details.deeper"):
        node.attrs["open"] = ""
    for node in article.css("a"):
        name = (node.attributes.get("class") or "").split(" ")[0]
        if not node.text(strip=True):
            node.decompose()
        elif name in _ROLES:
            node.attrs["epub:type"], node.attrs["role"] = _ROLES[name]
    for node in article.css(".footnote"):
        node.attrs["epub:type"], node.attrs["role"] = "endnotes", "doc-endnotes"
    for node in article.css("img"):
        name = node.attributes["src"].removeprefix(url)
        node.attrs["src"] = f"pictures/{Path(name).name}"
        files[node.attrs["src"]] = (site / name).read_bytes()


def _fonts(site: Path) -> tuple[str, dict[str, bytes]]:
    """The faces that the site's style sheets declare, and the files of their fonts."""
    faces, files = [], {}
    for sheet in sorted((site / "assets/stylesheets").glob("*.css")):
        for face in _FACE.findall(sheet.read_text(encoding="utf-8")):
            if not (address := _URL.search(face)) or address[1].startswith("data:"):
                continue
            font = sheet.parent / address[1].partition("?")[0]
            files[f"fonts/{font.name}"] = font.read_bytes()
            # What is within the book is there at once.
            faces.append(_DISPLAY.sub("", _URL.sub(f"url(fonts/{font.name})", face)))
    return "\n".join([*faces, ""]), files


def _document(title: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">'
        f'<head><title>{escape(title)}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>'
        f"<body>{body}</body></html>\n"
    )


def _legend(legend: LexborNode) -> str:
    # Its lines are its own; each is drawn by the style sheet.
    terms = "".join(xml(child, iter(())) for child in legend.css_first("dl").iter())
    return f'<section class="legend" epub:type="preface" role="doc-preface"><h1>How to read the drawings</h1><dl>{terms}</dl></section>'


def _nav(carried: Carried) -> str:
    entries: list[str] = []
    open_: tuple[str, ...] = ()
    if carried.legend is not None:
        entries.append(f'<li><a href="{_LEGEND}">How to read the drawings</a></li>')
    for chapter in carried.chapters:
        shared = 0
        while shared < min(len(open_), len(chapter.headings)) and open_[shared] == chapter.headings[shared]:
            shared += 1
        entries.append("</ol></li>" * (len(open_) - shared))
        entries += [f"<li><span>{escape(heading)}</span><ol>" for heading in chapter.headings[shared:]]
        sections = "".join(
            f'<li><a href="{_link(chapter, id)}">{escape(title)}</a></li>' for id, title in chapter.sections()
        )
        inner = f"<ol>{sections}</ol>" if sections else ""
        entries.append(f'<li><a href="{_link(chapter, "")}">{escape(chapter.title)}</a>{inner}</li>')
        open_ = chapter.headings
    entries.append("</ol></li>" * len(open_))
    first = _link(carried.chapters[0], "")
    return _document(
        "Contents",
        f'<nav epub:type="toc" role="doc-toc" id="toc"><h1>Contents</h1><ol>{"".join(entries)}</ol></nav>'
        '<nav epub:type="landmarks" hidden="hidden"><ol><li><a epub:type="cover" href="cover.xhtml">Cover</a></li>'
        '<li><a epub:type="toc" href="#toc">Contents</a></li>'
        f'<li><a epub:type="bodymatter" href="{first}">Begin reading</a></li></ol></nav>',
    )


_ACCESS = {
    "accessMode": ("textual", "visual"),
    "accessModeSufficient": ("textual", "textual,visual"),
    "accessibilityFeature": (
        "alternativeText", "longDescription", "MathML", "readingOrder", "structuralNavigation", "tableOfContents", "displayTransformability",
    ),
    "accessibilityHazard": ("none",),
    "accessibilitySummary": (
        "Drawings and curves have a title and a description in words, formulas are MathML with their words, tables have headers.",
    ),
}  # fmt: skip
_KINDS = {
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


def _package(carried: Carried, files: dict[str, bytes | str]) -> str:
    items = []
    for number, (name, content) in enumerate(files.items()):
        properties = {"cover.png": ["cover-image"], "nav.xhtml": ["nav"]}.get(name, [])
        if name.endswith(".xhtml"):
            properties += [kind for tag, kind in (("<math", "mathml"), ("<svg", "svg")) if tag in content]
        kind = _KINDS.get(Path(name).suffix, "application/xhtml+xml")
        with_ = f' properties="{" ".join(properties)}"' if properties else ""
        items.append((name, f'<item id="f{number}" href="{name}" media-type="{kind}"{with_}/>'))
    ids = {name: f"f{number}" for number, (name, _) in enumerate(items)}
    order = [
        "cover.xhtml",
        "nav.xhtml",
        *([_LEGEND] if _LEGEND in files else []),
        *(_link(each, "") for each in carried.chapters),
    ]
    access = "".join(
        f'<meta property="schema:{name}">{escape(value)}</meta>' for name, values in _ACCESS.items() for value in values
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, carried.url)}</dc:identifier>'
        f"<dc:title>{escape(carried.title)}</dc:title><dc:language>en</dc:language>"
        f"<dc:creator>The contributors</dc:creator><dc:date>{edition.day()}</dc:date>"
        f"<dc:description>{escape(carried.description)}</dc:description><dc:source>{escape(carried.url)}</dc:source>"
        "<dc:rights>CC BY 4.0</dc:rights>"
        f'<meta property="dcterms:modified">{edition.moment():%Y-%m-%dT%H:%M:%SZ}</meta>{access}'
        f"</metadata><manifest>{''.join(item for _, item in items)}</manifest>"
        f'<spine>{"".join(f"""<itemref idref="{ids[name]}"/>""" for name in order)}</spine></package>\n'
    )


_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def _zip(to: Path, files: dict[str, bytes | str]) -> None:
    with zipfile.ZipFile(to, "w") as archive:
        # The first, and as it is: that is how a reader tells what the file is.
        archive.writestr(_entry("mimetype"), "application/epub+zip")
        archive.writestr(_entry("META-INF/container.xml"), _CONTAINER, zipfile.ZIP_DEFLATED, 9)
        for name, content in files.items():
            archive.writestr(_entry(f"EPUB/{name}"), content, zipfile.ZIP_DEFLATED, 9)


def _entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, edition.moment().timetuple()[:6])
