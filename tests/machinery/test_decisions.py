"""Whether the decisions of the whole book can be guessed."""

from pathlib import Path

from guide.book import Book
from tests.source import decision_guess


def decision(number: int, right: int) -> str:
    options = "".join(f"- [{'x' if place == right else ' '}] Same\n\n    A reason.\n\n" for place in range(3))
    return f"/// decision | Which?\n    attrs: {{id: decision-{number}}}\n\n{options}///\n\n"


def book(root: Path, rights: list[int]) -> Book:
    """Ten pages with a decision for each of ``rights``."""
    (root / "docs").mkdir()
    for page in range(10):
        text = "".join(decision(number, right) for number, right in enumerate(rights))
        (root / f"docs/page-{page}.md").write_text(f"---\ntitle: A\n---\n\n{text}", "utf-8")
    return Book(root)


def test_a_book_whose_pages_each_prefer_one_place_a_little(tmp_path: Path):
    # Two of four is what a page of four may have, and half of the book.
    found = list(decision_guess.findings(book(tmp_path, [1, 0, 1, 2])))
    assert len(found) == 1 and "at B in 20 of all 40 decisions, in 2 of them here; at most in 35%" in found[0].message
    assert found[0].file == "docs/page-0.md" and found[0].line == 5


def test_a_book_that_cannot_be_guessed(tmp_path: Path):
    assert not list(decision_guess.findings(book(tmp_path, [0, 1, 2, 2, 1, 0])))
