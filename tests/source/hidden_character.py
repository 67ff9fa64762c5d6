"""What a reader cannot see, or takes for another letter, makes a text say something else than it shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from guide.page import Page

FIX = "write the letter that is meant, or nothing"
# Controls, invisible formatting and what no alphabet has: zero-width letters, marks that turn the direction of a line.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Spaces that are none of the keyboard's, letters that are two, signs that choose a picture, what was no UTF-8.
_DISGUISED = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufb00-\ufb06\ufe00-\ufe0f\ufffd]")
# The letters of a word that could as well be Latin, and is not.
_CYRILLIC_LIKE_LATIN = re.compile(
    "[\u0410\u0412\u0415\u0417\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0430\u0435\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0455\u0501\u051b\u051d]{2,}"
)
_WORD = re.compile(r"[^\W\d_]+")
# Greek letters beside Latin ones are mathematics, unless they cannot be told from them.
_LIKE_LATIN = set("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντικυ")


def findings(book: Book) -> Iterator[Finding]:
    for name, text in book.texts:
        # Tabs have a rule of their own.
        page = Page(name, text.replace("\t", " ").encode())
        for number, line in enumerate(page.lines, 1):
            for character in dict.fromkeys(line):
                if character > "~" or character < " ":
                    yield from _unseen(page, number, character)
            if not line.isascii():
                for word in _WORD.findall(line):
                    yield from _mixed(page, number, word)


def _unseen(page: Page, number: int, character: str) -> Iterator[Finding]:
    if unicodedata.category(character) in _UNSEEN or _DISGUISED.match(character):
        name = unicodedata.name(character, "a character of no alphabet").lower()
        source = page.lines[number - 1].replace(character, f"⟨U+{ord(character):04X}⟩")
        yield page.finding(number, f"the line holds U+{ord(character):04X}, {name}, which nobody sees", source=source)


def _mixed(page: Page, number: int, word: str) -> Iterator[Finding]:
    alphabets = {letter: unicodedata.name(letter, "?").split()[0] for letter in word}
    if _CYRILLIC_LIKE_LATIN.fullmatch(word):
        yield page.finding(number, f"“{word}” is not written in Latin letters")
    if "LATIN" not in alphabets.values():
        return
    for letter, alphabet in alphabets.items():
        strange = alphabet not in ("LATIN", "GREEK", "MICRO", "MODIFIER", "SUPERSCRIPT", "SUBSCRIPT", "DOUBLE-STRUCK")
        if strange or letter in _LIKE_LATIN:
            shown = f"U+{ord(letter):04X} {unicodedata.name(letter, '').lower()}"
            yield page.finding(number, f"“{word}” has a letter of another alphabet: {shown}")
