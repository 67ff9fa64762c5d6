"""A value brings its unit into the sentence: said there once more, "30,000 payments a day are refused a day" is no English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide import spans
from guide.book import Book
from guide.estimate import PROSE_VALUE, Sheet, canonical
from guide.finding import Finding
from guide.page import Page

FIX = "write {{ block.label | number }} where the sentence has its own noun, or leave the second away"
# How a rate is said besides "a day" and "per day".
ADVERBS = {"hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
# The rest of the clause, up to another number.
_CLAUSE = re.compile(r"(?:(?!\{\{)[^.,;:!?()\d–—])*")
# Before "a day" these make a time of it, and no rate: "within a day", "half a day".
_TIMES = frozenset(
    [
        "for",
        "of",
        "in",
        "within",
        "over",
        "after",
        "before",
        "to",
        "than",
        "is",
        "half",
        "quite",
        "such",
        "once",
        "from",
        "on",
        "until",
        "at",
        "about",
    ]
)
# Words that end like plurals and may follow one.
_NO_NOUNS = frozenset(
    [
        "across",
        "afterwards",
        "always",
        "as",
        "besides",
        "does",
        "goes",
        "has",
        "is",
        "its",
        "less",
        "means",
        "perhaps",
        "plus",
        "sometimes",
        "takes",
        "thus",
        "towards",
        "versus",
        "was",
        "whereas",
        "yes",
    ]
)


def findings(book: Book) -> Iterator[Finding]:
    for page in book.pages:
        for line, text in _texts(book, page):
            for value in PROSE_VALUE.finditer(text):
                for what in _faults(book.sheet(page), value, text):
                    yield page.finding(line + text.count("\n", 0, value.start()), what)


def _texts(book: Book, page: Page) -> Iterator[tuple[int, str]]:
    """Each run of text with the number of its first line."""
    yield from ((start + 1, text) for start, text in spans.paragraphs(page.prose))
    for fence, block in zip(page.fences_of("estimate"), book.sheet(page).blocks, strict=True):
        for key in ("therefore", "otherwise"):
            if block and (text := getattr(block, key)):
                lines = fence.body.split("\n")
                at = next((number for number, line in enumerate(lines) if line.startswith(key)), 0)
                yield fence.line + 1 + at, " ".join(text.split())


def _faults(sheet: Sheet, value: re.Match[str], text: str) -> Iterator[str]:
    result, row = sheet.value(value[1]), sheet.rows.get(canonical(value[1]))
    if result is None or value[2]:
        return
    said = result.spoken
    before, after = text[: value.start()], " ".join(_CLAUSE.match(text, value.end())[0].split("\n"))
    shown = f"“{said}{after.rstrip()}”"
    for unit in re.findall(r" (?:an?|per) ([A-Za-z]+)", said):
        if _is_said_again(unit, after):
            yield f"{shown} says “{unit}” twice"
    word, following = said.split()[-1], re.match(r" ([A-Za-z]+)(?: (ones)\b)?", after)
    if following and following[1].lower().removesuffix("s") == word.lower().removesuffix("s"):
        yield f"{shown} says “{word}” twice"
    elif following and sheet.units.counts(row.unit.base) and re.fullmatch(r"[a-z -]+s", word) and result.number != "1":
        noun = following[1]
        if following[2] or (re.fullmatch(r"[a-z]+[^suim]s", noun) and noun not in _NO_NOUNS):
            yield f"{shown} has two nouns for one number"
    if before.endswith("$") and said.startswith("$"):
        yield f"{shown} has two dollar signs"
    if said.endswith("%") and re.match(r" ?(?:%|percent\b)", after):
        yield f"{shown} says “percent” twice"


def _is_said_again(unit: str, after: str) -> bool:
    if re.search(rf"(?<!for )\b(?:per|each|every) {unit}\b", after):
        return True
    if unit in ADVERBS and re.search(rf"\b{ADVERBS[unit]}\b", after):
        return True
    end = re.search(rf"(\w+) an? {unit}\s*$", after)
    return bool(end) and end[1].lower() not in _TIMES
