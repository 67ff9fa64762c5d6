"""A new case study is all there or not at all, and what was there stays."""

import datetime
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guide.book import Book
from guide.new_case import start
from tests.rules import ROOT, rules

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/selftest/book", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/case-studies/_template", tmp_path / "docs/case-studies/_template")
    (tmp_path / "mkdocs.yml").write_text(
        "# A comment that stays.\nnav:\n  - Home: index.md\n  - Case studies:\n      # Easy ones first.\n"
        "      - Old:\n          - case-studies/old/index.md\n\n  - More: more.md\n"
    )
    return tmp_path


def everything(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_makes_the_folder_and_the_nav_entry(root: Path):
    before = everything(root)
    assert start("parcel-routing", root, TODAY) is None
    assert (root / "mkdocs.yml").read_text() == (
        "# A comment that stays.\nnav:\n  - Home: index.md\n  - Case studies:\n      # Easy ones first.\n"
        "      - Old:\n          - case-studies/old/index.md\n"
        "      - Parcel routing:\n          - case-studies/parcel-routing/index.md\n"
        "          - case-studies/parcel-routing/practice.md\n"
        "\n  - More: more.md\n"
    )
    design = (root / "docs/case-studies/parcel-routing/index.md").read_text()
    assert design.startswith("---\ntitle: Parcel routing\n") and "\n# Parcel routing\n" in design
    assert f"reviewed: {TODAY}" in design
    after = everything(root)
    assert {path: data for path, data in after.items() if path in before and path.name != "mkdocs.yml"} == {
        path: data for path, data in before.items() if path.name != "mkdocs.yml"
    }


def test_only_what_is_to_be_written_is_missing(root: Path):
    (root / "mkdocs.yml").write_text("nav:\n  - Home: index.md\n  - Case studies:\n")
    start("parcel-routing", root, TODAY)
    found = sorted(finding for rule in rules("source") for finding in rule(Book(root)))
    assert [finding.rule for finding in found] == ["template-left", "contract-floors"] * 2
    assert "0 of 10 sections are written; next: 1. Clarify the requirements." in found[0].message
    assert "sources cited (1 of 12)" in found[1].message and "cards (1 of 15)" in found[3].message


def test_a_section_that_is_written_is_counted(root: Path):
    (root / "mkdocs.yml").write_text("nav:\n  - Home: index.md\n  - Case studies:\n")
    start("parcel-routing", root, TODAY)
    page = root / "docs/case-studies/parcel-routing/practice.md"
    text = page.read_text("utf-8")
    begin, end = text.index("The prompt again"), text.index("## Clarifying questions")
    page.write_text(f"{text[:begin]}Send forty parcels an hour.\n\n{text[end:]}", "utf-8")
    told = [found.message for rule in rules("source") if rule.id == "template-left" for found in rule(Book(root))]
    assert "1 of 12 sections are written; next: Clarifying questions." in told[1]


def test_an_interrupted_start_does_not_stand_in_the_way(root: Path):
    (root / "docs/case-studies/.parcel-routing").mkdir()
    assert start("parcel-routing", root, TODAY) is None
    assert not (root / "docs/case-studies/.parcel-routing").exists()


@pytest.mark.parametrize(
    "name", ["", "Parcel-Routing", "parcel routing", "päckchen", "../escape", "-x", "x-", "1-parcel", "_template"]
)
def test_refuses_what_makes_no_address(root: Path, name: str):
    before = everything(root)
    assert "lowercase ASCII" in start(name, root, TODAY).fix
    assert everything(root) == before


def test_refuses_a_name_that_is_there(root: Path):
    (root / "docs/case-studies/old").mkdir()
    (root / "docs/case-studies/old/index.md").write_text("Mine.")
    before = everything(root)
    assert "already" in start("old", root, TODAY).message
    assert everything(root) == before


def test_refuses_a_nav_without_case_studies(root: Path):
    (root / "mkdocs.yml").write_text("nav:\n  - Home: index.md\n")
    before = everything(root)
    assert start("parcel-routing", root, TODAY).file == "mkdocs.yml"
    assert everything(root) == before


def test_the_command_says_it_in_one_line(root: Path):
    done = subprocess.run(
        [sys.executable, "-m", "guide.new_case", "Päck chen"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "[new-case]" in done.stderr
