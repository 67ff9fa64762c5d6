"""Readers find the same step under the same heading in every case study, and links into it last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from guide.book import Book
from guide.finding import Finding
from guide.page import Page
from tests.source._old_contract import old

FIX = "use the headings of docs/case-studies/_template, in their order and wording"
STEPS = (
    "1. Clarify the requirements",
    "2. Frame it as an ML task",
    "3. Prepare the data",
    "4. Develop the model",
    "5. Evaluate",
    "6. Deploy and serve",
    "7. Monitor and maintain",
)
HEADINGS = {
    "design": [*STEPS, "What real systems do", "What breaks first"],
    "practice": [
        "Try it first",
        "Clarifying questions",
        "Probes",
        "Decisions",
        "The board",
        "Cards",
        "Twists",
        "Scenarios",
        "Rubric",
        "Sample answers",
        "Mock interview",
    ],
}
# What a page of the old contract may lack.
SINCE_LAYERS = ("Clarifying questions", "The board", "Twists", "Scenarios")


def findings(book: Book) -> Iterator[Finding]:
    listed = old(book)
    for page in book.pages:
        yield from judge(page, page.path in listed)


def judge(page: Page, is_old: bool) -> Iterator[Finding]:
    wanted = HEADINGS.get(page.case, [])
    if not wanted:
        return
    written = {section.title: section.start for section in page.sections[1:]}
    counts = Counter(section.title for section in page.sections[1:])
    for position, title in enumerate(wanted):
        if title not in written:
            if is_old and title in SINCE_LAYERS:
                continue
            after = next((written[later] for later in wanted[position + 1 :] if later in written), len(page.lines))
            yield page.finding(after, f"the section “{title}” is missing", f"add ## {title} above this line")
        elif counts[title] > 1:
            yield page.finding(written[title], f"there are {counts[title]} sections “{title}”", "keep one")
    for title, line in written.items():
        if title not in wanted:
            near = get_close_matches(title, wanted, n=1)
            fix = f"write ## {near[0]}" if near else "make it a third-level heading of the step it belongs to"
            yield page.finding(line, f"no case study has a section “{title}”", fix)
    known = [title for title in written if title in wanted]
    for title, expected in zip(known, [title for title in wanted if title in written], strict=True):
        if title != expected:
            yield page.finding(
                written[title], f"the section “{title}” stands where “{expected}” belongs", "restore the order"
            )
            return
