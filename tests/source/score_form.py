"""A mock interview is scored on the book's own sheet, and its verdict follows from the scores."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide import rubric
from guide.book import Book
from guide.finding import Finding
from guide.page import Page
from tests.source._old_contract import old

FIX = "score the six signals as docs/interview/levels-and-rubric.md does, from 1 to 4, each with its evidence"
HEAD = ["Signal", "Score", "Evidence"]
VERDICT = re.compile(r"\*\*Verdict:\*\* *(.*)")


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    for page in book.pages:
        if page.case == "practice" and page.path not in listed:
            yield from judge(page)


def judge(page: Page) -> Iterator[Finding]:
    sheets = [number for number, line in enumerate(page.prose, 1) if _cells(line) == HEAD]
    section = next((section for section in page.sections if section.title == "Mock interview"), None)
    if section and not any(section.start <= number < section.end for number in sheets):
        yield page.finding(section.start, "the mock interview has no scores", f"add a table | {' | '.join(HEAD)} |")
    for start in sheets:
        yield from _sheet(page, start)


def _sheet(page: Page, start: int) -> Iterator[Finding]:
    scores: dict[str, int] = {}
    number = start + 2
    while number <= len(page.prose) and (cells := _cells(page.prose[number - 1])):
        signal, score, evidence = [*cells, "", "", ""][:3]
        if signal not in rubric.SIGNALS:
            yield page.finding(number, f"no signal is called {signal}", f"use {', '.join(rubric.SIGNALS)}")
        elif score not in map(str, rubric.SCORES):
            yield page.finding(number, f"{score or 'nothing'} is no score", "write 1, 2, 3 or 4")
        elif not evidence:
            yield page.finding(number, f"the {score} in {signal} has no evidence", "quote what was said")
        else:
            scores[signal] = int(score)
        number += 1
    missing = [signal for signal in rubric.SIGNALS if signal not in scores]
    if missing:
        yield page.finding(start, f"there is no score in {', '.join(missing)}", "give each of the six signals one")
    below = next((line for line in range(number, len(page.prose) + 1) if page.prose[line - 1].strip()), number)
    written = VERDICT.match(page.prose[below - 1]) if below <= len(page.prose) else None
    said = next((each for each in rubric.VERDICTS if written and written[1].lower().startswith(each)), "")
    if not said:
        choice = ", ".join(rubric.VERDICTS)
        yield page.finding(below, "no verdict stands under the scores", f"write **Verdict:** and one of {choice}")
    elif not missing and (due := rubric.verdict(scores)) != said:
        yield page.finding(
            below, f"from these scores follows “{due}”, not “{said}”", "correct the scores or the verdict"
        )


def _cells(line: str) -> list[str]:
    """The cells of a table's row; none elsewhere."""
    text = line.strip()
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", text.strip("|"))] if text.startswith("|") else []
