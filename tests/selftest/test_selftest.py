"""Every rule catches its bad pages, and no other rule catches them.

``book/`` and the template of case studies make a small book that all rules pass. ``<rule>.yml`` lists what to do to it::

    - bad: what is wrong with the book afterwards
      move:   {old path: new path}
      write:  {path: text}
      edit:   {path: [[what to replace, once, what with], …]}
      remove: [path, …]
      fill:   {path: how many bytes}
      says: words of a finding, or a list of them
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from guide.book import Book
from guide.finding import Finding
from tests.rules import ROOT, rules

HERE = Path(__file__).parent
RULES = rules("source")
CASES = [(path.stem, case) for path in sorted(HERE.glob("*.yml")) for case in YAML(typ="safe").load(path)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "book", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/case-studies/_template", tmp_path / "docs/case-studies/_template")
    return tmp_path


def test_the_small_book_is_good(root: Path):
    assert list(map(str, everything(Book(root)))) == []


def test_every_rule_has_a_bad_page():
    assert {rule.id for rule in RULES} <= {name for name, _ in CASES}


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['bad']}" for name, case in CASES])
def test_bad(name: str, case: dict, root: Path):
    spoil(root, case)
    found = everything(Book(root))
    assert {finding.rule for finding in found} == {name}, "\n".join(map(str, found))
    for says in [case["says"]] if isinstance(case["says"], str) else case["says"]:
        assert any(says in str(finding) for finding in found), "\n".join(map(str, found))
    for finding in found:
        assert finding.file and finding.line >= 1 and finding.message and finding.fix, finding
        assert "\n" not in finding.source + finding.message + finding.fix


def everything(book: Book) -> list[Finding]:
    return [finding for rule in RULES for finding in rule(book)]


def spoil(root: Path, case: dict) -> None:
    for old, new in case.get("move", {}).items():
        (root / old).rename(root / new)
    for path, text in case.get("write", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    for path, edits in case.get("edit", {}).items():
        text = (root / path).read_bytes().decode()
        for old, new in edits:
            assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        (root / path).write_bytes(text.encode())
    for path in case.get("remove", []):
        (root / path).unlink()
    for path, size in case.get("fill", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(bytes(size))
