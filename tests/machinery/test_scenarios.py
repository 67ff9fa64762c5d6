"""Scenarios: the chapter's own sheet under other assumptions, on the page and for whoever practices."""

from __future__ import annotations

import json
import re

import markdown
import pytest
from pymdownx.superfences import fence_code_format

from guide.estimate import Sheet
from guide.estimate.scenario import Scenario
from guide.press import sheets
from tests.machinery.test_estimate import FLEET, LOAD

PAGES = {"case/index.md": [LOAD, FLEET], "other.md": [LOAD]}


def scenario(assume, results, imports: str = "from: case/index.md") -> Scenario:
    sheet = Sheet.read([imports, "from: other.md\nas: far"], PAGES.__getitem__)
    assert sheet.findings == []
    return Scenario({"assume": assume, "results": results}, sheet)


def test_the_sheet_is_evaluated_under_other_assumptions():
    small = scenario({"load.users": "40k", "fleet.price": 5}, ["load.peak load", "fleet.gpus", "fleet.bill"])
    assert small.findings == []
    assert [small.there(name) for name in small.results] == ["17 requests a second", "2 GPUs", "$7,300 a month"]
    assert small.there("load.users") == "40,000 users"
    assert small.sheet.value("fleet.gpus").spoken == "13,000 GPUs"
    assert (small.home, small.local("fleet.gpus")) == ("case/index.md", "fleet.gpus")


def test_an_imported_sheet_is_known_by_the_names_of_its_own_page():
    far = scenario({"far_load.users": 1e6}, ["far_load.scores"])
    assert (far.findings, far.home, far.local("far_load.scores")) == ([], "other.md", "load.scores")


def test_a_value_may_say_its_unit():
    assert scenario({"fleet.price": "0.1 dollar/gpu/min"}, ["fleet.bill"]).changes == pytest.approx({"fleet.price": 6})


@pytest.mark.parametrize(
    ("assume", "results", "says"),
    [
        ({}, ["fleet.bill"], "changes nothing"),
        ("load.users", ["fleet.bill"], "changes nothing"),
        ({"load.users": 1}, "fleet.bill", "compares nothing"),
        ({"load.user": 1}, ["fleet.bill"], "did you mean load.users?"),
        ({"load.users": 1}, ["fleet.bil"], "did you mean fleet.bill?"),
        ({"load.scores": 1}, ["fleet.bill"], "is not an assumption"),
        ({"load.users": 1}, ["load.visits"], "is not a result"),
        ({"load.users": "1,5"}, ["fleet.bill"], "write 1.5"),
        ({"load.users": [1]}, ["fleet.bill"], "is not a number"),
        ({"load.users": "5 request"}, ["fleet.bill"], "is in user, and not in request"),
        ({"load.users": "5 per"}, ["fleet.bill"], "is not a unit"),
        ({"fleet.speed": 0}, ["fleet.bill"], "comes to no number"),
        ({"fleet.price": 1}, ["load.scores"], "no result differs"),
        ({"far_load.users": 1}, ["load.scores"], "more than one page"),
    ],
)
def test_a_mistake_is_a_finding(assume, results, says):
    findings = scenario(assume, results).findings
    assert any(says in str(finding) for finding in findings), findings
    assert all(finding.rule in ("scenario-form", "scenario-value") and finding.fix for finding in findings)


BLOCK = """\
/// scenario | A start-up
    attrs: {id: scenario-startup}
    assume: {load.users: 40e3}
    results: [load.peak load, fleet.bill]

With {{ fleet.bill | here }} in place of {{ fleet.bill }} nobody shards.
///
"""


def render(block: str, tmp_path) -> str:
    (tmp_path / "case.md").write_text(f"# A\n\n```estimate\n{LOAD}```\n\n```estimate\n{FLEET}```\n")
    fences = [{"name": "estimate", "class": "estimate", "format": fence_code_format}]
    return markdown.markdown(
        f"```estimate\nfrom: case.md\n```\n\n{block}",
        extensions=[
            "pymdownx.superfences",
            "admonition",
            "guide.markdown.blocks",
            "guide.markdown.estimates",
            "guide.markdown.scenarios",
        ],
        extension_configs={
            "pymdownx.superfences": {"custom_fences": fences},
            "guide.markdown.estimates": {"base_path": str(tmp_path)},
        },
    )


def test_a_scenario_shows_what_changes_and_what_follows(tmp_path):
    html = render(BLOCK, tmp_path)
    assert '<details class="scenario" data-item="scenario" id="scenario-startup">' in html
    cells = re.findall(r'<tr class="(\w+)">\n<th scope="row">(.*?)</th>\n<td>(.*?)</td>\n<td>(.*?)</td>', html)
    assert cells == [
        ("assumed", "users", "300 million users", "40,000 users"),
        ("computed", "peak load", "130,000 requests a second", "17 requests a second"),
        ("computed", "bill", "$23 million a month", "$3,700 a month"),
    ]
    assert "With $3,700 a month in place of <a" in html


def test_what_a_script_needs_stands_beside_the_page(tmp_path):
    page = tmp_path / "index.html"
    page.write_text(render(BLOCK, tmp_path))
    assert sheets.move(tmp_path) == []
    assert "<template" not in page.read_text()
    assert json.loads((tmp_path / "estimates.json").read_text()) == {
        "scenario-startup": {
            "from": "case.md",
            "assume": {"load.users": 40000},
            "results": ["load.peak_load", "fleet.bill"],
        }
    }


def test_a_mistake_shows_on_the_page_and_fails_a_strict_build(tmp_path, caplog):
    html = render(BLOCK.replace("load.users", "load.user"), tmp_path)
    assert 'class="admonition failure problem"' in html and "did you mean load.users?" in html
    assert any(record.name == "mkdocs.guide" for record in caplog.records)
