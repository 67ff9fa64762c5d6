"""Chromium places each letter of a PDF by itself; here a line is one string again, with the distances that its font has not.

That and shorter numbers make the file a third smaller, and words stay whole for whoever reads the text out of it.
"""

from __future__ import annotations

import re
from functools import partial

import pikepdf

_LINE = re.compile(
    rb"(/(F\d+) ([\d.]+) Tf\n[-\d. ]+ Tm\n)<([0-9A-F]{4})> Tj\n((?:-?[\d.]+ 0 Td <[0-9A-F]{4}> Tj\n)+)(?=ET)"
)
_PATH = re.compile(rb"^(?:-?[\d.]+ )+[lcm]$", re.MULTILINE)
_LONG = re.compile(rb"(\.\d\d)\d+")
_LETTER = re.compile(rb"(-?[\d.]+) 0 Td <([0-9A-F]{4})>")

# No letter is farther than this from where Chromium put it, in thousandths of the font's size: a twentieth of a pixel.
LEAST = 5
Widths = dict[bytes, float]


def join(pdf: pikepdf.Pdf) -> None:
    """Join the letters of every page, in place."""
    known: dict[tuple[int, int], tuple[Widths, float]] = {}
    for page in pdf.pages:
        fonts = {}
        for name, font in page.Resources.get("/Font", {}).items():
            if font.Subtype == "/Type0":
                if font.objgen not in known:
                    known[font.objgen] = _widths(font.DescendantFonts[0])
                fonts[name[1:].encode()] = known[font.objgen]
        content = page.Contents.read_bytes()
        content = _LINE.sub(partial(_joined, fonts), content)
        # A hundredth of a pixel is enough for a line.
        page.Contents = pdf.make_stream(_PATH.sub(lambda path: _LONG.sub(rb"\1", path[0]), content))


def _widths(font: pikepdf.Object) -> tuple[Widths, float]:
    """The advance of each glyph, by its code, and that of the rest, in thousandths of the font's size."""
    widths: Widths = {}
    entries = list(font.get("/W", []))
    while entries:
        first, then = int(entries.pop(0)), entries.pop(0)
        if isinstance(then, pikepdf.Array):
            widths |= {b"%04X" % (first + index): float(width) for index, width in enumerate(then)}
        else:
            width = float(entries.pop(0))
            widths |= {b"%04X" % code: width for code in range(first, int(then) + 1)}
    return widths, float(font.get("/DW", 1000))


def _joined(fonts: dict[bytes, tuple[Widths, float]], line: re.Match[bytes]) -> bytes:
    if line[2] not in fonts:
        return line[0]
    widths, usual = fonts[line[2]]
    scale = 1000 / float(line[3])
    parts, letters, before, owed = [], [line[4]], line[4], 0.0
    for advance, letter in _LETTER.findall(line[5]):
        owed += widths.get(before, usual) - float(advance) * scale
        if abs(owed) >= LEAST:
            parts.append(b"<%s>%d" % (b"".join(letters), round(owed)))
            letters = []
            owed -= round(owed)
        letters.append(letter)
        before = letter
    parts.append(b"<%s>" % b"".join(letters))
    return b"%s[%s]TJ\n" % (line[1], b"".join(parts))
