"""Each way of getting something active onto a page is told with its place, by the rule that has the repair."""

from __future__ import annotations

import pytest

from guide.book import Book
from tests.rules import rules
from tests.selftest.test_selftest import good
from tests.ways_in import WRITTEN

RULES = {rule.id: rule for rule in rules("source")}


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> list[set[str]]:
    """The rules that find something in each of the ways, all of them on one page, one after another."""
    root = good("source", tmp_path_factory.mktemp("book"))
    page = root / "docs/index.md"
    text, starts = page.read_text("utf-8"), []
    for way, _ in WRITTEN.values():
        text += "\n"
        starts.append(text.count("\n") + 1)
        text += f"{way}\n"
    page.write_text(text, "utf-8")
    book = Book(root)
    found = [finding for name in {rule for _, rule in WRITTEN.values()} for finding in RULES[name](book)]
    ends = [*starts[1:], text.count("\n") + 1]
    return [
        {finding.rule for finding in found if finding.file == "docs/index.md" and start <= finding.line < end}
        for start, end in zip(starts, ends, strict=True)
    ]


@pytest.mark.parametrize("kind", WRITTEN)
def test_it_is_told(kind: str, told):
    assert WRITTEN[kind][1] in told[list(WRITTEN).index(kind)]
