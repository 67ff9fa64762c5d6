"""The list of pages that do not meet the contract yet can only shrink."""

from __future__ import annotations

from collections.abc import Iterator

from guide.book import Book
from guide.finding import Finding
from tests.source import (
    contract_ceilings,
    contract_floors,
    contract_framework,
    contract_headings,
    contract_opening,
    contract_spoken,
    decision_guess,
    label_vague,
    score_form,
)
from tests.source._old_contract import LIST, old

FIX = "remove the line"


def findings(book: Book) -> Iterator[Finding]:
    pages = {page.path: page for page in book.pages}
    for path, line in old(book).items():
        page = pages.get(path)
        wrong = page and [
            *contract_headings.judge(page, False),
            *contract_opening.judge(page, False),
            *contract_spoken.judge(page, False),
            *contract_floors.judge(book, page, False),
            *contract_ceilings.judge(book, page, False),
            *contract_framework.judge(book, page, False),
            *decision_guess.judge(page),
            *label_vague.judge(book, page),
            *(score_form.judge(page) if page.case == "practice" else ()),
        ]
        if not wrong:
            what = "meets the contract" if page else "is no longer there"
            yield Finding(LIST, line, "", f"{path} {what}", path)
