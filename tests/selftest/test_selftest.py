"""Every rule catches its bad pages, and no other rule of its room catches them.

``book/`` with the template of case studies, and ``site/``, pass all rules. ``<rule>.yml`` lists what to do to them::

    - bad: what is wrong afterwards
      move:   {old path: new path}
      write:  {path: text}
      edit:   {path: [[what to replace, once, what with], …]}
      repeat: {path: [what to replace, once, by what, how many times]}
      remove: [path, …]
      fill:   {path: how many bytes, made new}
      link:   {path: where it leads}
      noise:  {path: how many bytes of text that does not compress, added before </body>}
      says: words of a finding, or a list of them
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from guide.book import Book
from guide.finding import Finding
from tests.published import Site
from tests.rules import ROOT, rules

HERE = Path(__file__).parent
ROOMS = {"source": rules("source"), "site": rules("site")}
ROOM_OF = {rule.id: room for room, found in ROOMS.items() for rule in found}
CASES = [(path.stem, case) for path in sorted(HERE.glob("*.yml")) for case in YAML(typ="safe").load(path)]


def good(room: str, root: Path) -> Path:
    """What all rules of ``room`` pass, in the folder ``root``."""
    if room == "site":
        return shutil.copytree(HERE / "site", root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/case-studies/_template", root / "docs/case-studies/_template")
    return shutil.copytree(HERE / "book", root, dirs_exist_ok=True)


def everything(room: str, root: Path) -> list[Finding]:
    subject = Book(root) if room == "source" else Site(root, Book(root / "source"))
    return [finding for rule in ROOMS[room] for finding in rule(subject)]


@pytest.mark.parametrize("room", ROOMS)
def test_good(room: str, tmp_path: Path):
    assert list(map(str, everything(room, good(room, tmp_path)))) == []


def test_every_rule_has_a_bad_page():
    assert ROOM_OF.keys() == {name for name, _ in CASES}


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['bad']}" for name, case in CASES])
def test_bad(name: str, case: dict, tmp_path: Path):
    spoil(good(ROOM_OF[name], tmp_path), case)
    found = everything(ROOM_OF[name], tmp_path)
    assert {finding.rule for finding in found} == {name}, "\n".join(map(str, found))
    for says in [case["says"]] if isinstance(case["says"], str) else case["says"]:
        assert any(says in str(finding) for finding in found), "\n".join(map(str, found))
    for finding in found:
        assert finding.file and finding.line >= 1 and finding.message and finding.fix, finding
        assert "\n" not in finding.source + finding.message + finding.fix


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
    for path, (old, new, times) in case.get("repeat", {}).items():
        text = (root / path).read_text("utf-8")
        assert text.count(old) == 1
        (root / path).write_text(text.replace(old, new * times), "utf-8")
    for path in case.get("remove", []):
        (root / path).unlink()
    for path, size in case.get("fill", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(bytes(size))
    for path, target in case.get("link", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)
    for path, size in case.get("noise", {}).items():
        text = (root / path).read_text()
        (root / path).write_text(text.replace("</body>", f"<p>{random.Random(0).randbytes(size).hex()}</p></body>"))
