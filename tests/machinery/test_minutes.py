"""A page says how long a first reading of it takes."""

from __future__ import annotations

import re

import markdown
import pytest

FENCE = "```mermaid\n{}\n```\n\n"
FOLD = "/// deeper | Why?\n\n{}\n///\n"


def minutes(text: str) -> int:
    html = markdown.markdown(text, extensions=["tables", "pymdownx.superfences", "guide.markdown.minutes"])
    return int(re.search(r'<h1 data-minutes="(\d+)">', html)[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a few words", 1),
        ("word\n" * 2000, 10),
        ("| a | b |\n|---|---|\n" + "| word word | word word |\n" * 500, 10),
        (FENCE.format("word\n" * 2000) * 8, 4),
        ("word[^a2020]\n\n" * 2000, 10),
        ("word\n" * 2000 + "\n\n" + FOLD.format("word " * 2000 + "\n\n" + FENCE.format("x")), 10),
    ],
    ids=["short", "prose", "table", "drawings", "citations", "fold"],
)
def test_words_are_counted_and_drawings_looked_at(text: str, expected: int):
    assert minutes(f"# Title\n\n{text}") == expected


def test_a_page_without_a_title_is_left_alone():
    assert markdown.markdown("word", extensions=["guide.markdown.minutes"]) == "<p>word</p>"
