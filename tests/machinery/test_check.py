"""``make check`` tells of a mistake what the tests tell, at once, and of one chapter if that is asked for."""

import shutil

import pytest

from guide.book import Book
from tests.check import findings, main
from tests.rules import ROOT


@pytest.fixture
def book(tmp_path):
    shutil.copytree(ROOT / "tests/selftest/book", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/case-studies/_template", tmp_path / "docs/case-studies/_template")
    page = tmp_path / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nAs somebody[^nobody2020] says.\n\nSee [there](nowhere.md).\n", "utf-8")
    return Book(tmp_path)


def test_all_mistakes_by_file_and_line(book):
    found = findings(book)
    assert [finding.rule for finding in found] == ["citation-unknown", "link-broken"]
    assert found[0].line + 2 == found[1].line
    assert all(finding.file == "docs/index.md" and finding.fix for finding in found)


def test_those_of_one_chapter(book):
    assert findings(book, "_template") == []
    assert len(findings(book, "docs/index.md")) == 2


def test_a_chapter_that_is_not_there(capsys):
    assert main("payment-frd") == 2
    assert "payment-frd" in capsys.readouterr().out
