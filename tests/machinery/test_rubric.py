"""The verdict follows from the six scores as the page on levels says."""

import re

import pytest

from guide.rubric import MID, NO, SENIOR, SIGNALS, STAFF, VERDICTS, verdict
from tests.rules import ROOT


@pytest.mark.parametrize(
    ("scores", "due"),
    [
        ("333333", SENIOR),
        ("443333", SENIOR),
        ("343343", STAFF),
        ("334334", STAFF),
        ("333343", SENIOR),
        ("232333", SENIOR),
        ("443332", MID),
        ("442433", SENIOR),
        ("222233", MID),
        ("222223", NO),
        ("444144", NO),
    ],
)
def test_verdict(scores: str, due: str):
    # Problem, data, modeling, evaluation, operation, driving.
    assert verdict(dict(zip(SIGNALS, map(int, scores), strict=True))) == due


def test_the_page_on_levels_names_the_same_signals_and_verdicts():
    text = (ROOT / "docs/interview/levels-and-rubric.md").read_text("utf-8")
    bold = re.findall(r"^\| \*\*([\w ]+)\*\* \|", text, re.MULTILINE)
    assert tuple(name for name in bold if name.lower() not in VERDICTS) == SIGNALS
    assert tuple(re.findall(r"^\| ([\w ]+) \| ☐", text, re.MULTILINE)) == SIGNALS
    assert {name.lower() for name in bold} & {*VERDICTS} == {*VERDICTS}
