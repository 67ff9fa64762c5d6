"""Plots: held against the page's sheet, drawn by the module that a reader's browser runs, and moved beside the page."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as etree

import markdown
import pytest
from pymdownx.superfences import fence_code_format

from guide.estimate import Sheet
from guide.estimate.plot import Plot, read_all
from guide.press import plots, sheets

DECIDE = """\
name: decide
title: Where should we block?
assume:
  threshold: {value: 46, unit: percent, why: the score above which we block}
  volume: {value: 30e6, unit: payment/day, why: daily payments}
compute:
  fraud loss: {is: volume * threshold ** 2 * 0.24 dollar/payment, unit: dollar/day}
  friction cost: {is: volume * exp(-6 * threshold) * 0.3 dollar/payment, unit: dollar/day}
  total: {is: fraud_loss + friction_cost, unit: dollar/day}
  wait: {is: 3 ms * threshold, unit: ms}
  odds: {is: threshold / (1 - threshold)}
therefore: "{total}."
"""
PLOT = """\
name: threshold
title: What a block threshold costs a day
sweep: decide.threshold
from: 2
to: 98
x: {label: Block threshold}
y: {label: Dollars a day, scale: log}
draw: [decide.fraud loss, decide.friction cost, decide.total]
minimum: decide.total
cross: [decide.fraud loss, decide.friction cost]
accDescr: The loss rises with the threshold and the friction falls.
"""


def test_a_plot_is_read():
    plot = Plot(PLOT, Sheet.read([DECIDE]))
    assert plot.findings == []
    assert (plot.name, plot.sweep, plot.start, plot.stop) == ("threshold", "decide.threshold", 2, 98)
    assert plot.draw == ["decide.fraud_loss", "decide.friction_cost", "decide.total"]


@pytest.mark.parametrize(
    ("written", "instead", "line", "rule", "says"),
    [
        ("from: 2", "from: many", 4, "plot-syntax", "not a number"),
        ("from: 2", "from: '1,5'", 4, "plot-syntax", "write 1.5"),
        ("name: threshold", "name: The threshold", 1, "plot-syntax", "no name of a plot"),
        ("scale: log", "scale: loud", 7, "plot-syntax", "no scale “loud”"),
        ("minimum:", "minimal:", 9, "plot-syntax", "did you mean minimum?"),
        (
            "draw: [decide.fraud loss, decide.friction cost, decide.total]",
            "draw: decide.total",
            8,
            "plot-syntax",
            "not a list",
        ),
        ("cross: [decide.fraud loss, ", "cross: [", 10, "plot-syntax", "not a list of two labels"),
        ("accDescr: The", "accDescr: |\n\n#", 11, "plot-syntax", "accDescr is empty"),
        ("sweep: decide.threshold", "sweep: decide.treshold", 3, "plot-name", "did you mean decide.threshold?"),
        ("sweep: decide.threshold", "sweep: decide.odds", 3, "plot-name", "no assumption to sweep"),
        ("draw: [decide.fraud", "draw: [decide.freud", 8, "plot-name", "did you mean decide.fraud_loss?"),
        ("minimum: decide.total", "minimum: decide.odds", 9, "plot-name", "which is not drawn"),
        ("decide.total]", "decide.wait]", 8, "plot-unit", "decide.wait is in s, but"),
        ("from: 2", "from: 98", 4, "plot-range", "is empty"),
        ("from: 2", "from: 50", 4, "plot-range", "46, is not between 50 and 98"),
        ("from: 2\nto: 98\nx: {", "from: 0\nto: 98\nx: {scale: log, ", 4, "plot-range", "no place for 0"),
        ("from: 2", "from: 45", 9, "plot-range", "is lowest where the range ends"),
        ("from: 2", "from: 45", 10, "plot-range", "do not cross between 45 and 98"),
    ],
)
def test_a_mistake_is_a_finding_on_its_line(written, instead, line, rule, says):
    assert written in PLOT
    text = PLOT.replace(written, instead, 1)
    findings = Plot(text, Sheet.read([DECIDE])).findings
    assert any((finding.line, finding.rule) == (line, rule) and says in str(finding) for finding in findings), findings


@pytest.mark.parametrize(
    "text", ["", "\0", "- a", "a", "name: [a]", "[" * 5000, "draw: {a: b}", "sweep: [a]\ncross: b\nx: c"]
)
def test_no_text_ends_in_a_traceback(text):
    assert {finding.rule for finding in Plot(text, Sheet.read([DECIDE])).findings} == {"plot-syntax"}


def test_two_plots_need_two_names():
    findings = [plot.findings for plot in read_all([PLOT, PLOT], Sheet.read([DECIDE]))]
    assert findings[0] == [] and "another plot of this page is named threshold" in findings[1][0].message


def test_a_sheet_is_evaluated_under_other_assumptions():
    sheet = Sheet.read([DECIDE])
    values = sheet.values_with({"decide.threshold": 50, "decide.volume": 1e6})
    assert values["decide.fraud_loss"] == pytest.approx(1e6 / 86400 * 0.25 * 0.24)
    assert sheet.values["decide.threshold"] == pytest.approx(0.46)
    nowhere = sheet.values_with({"decide.threshold": 100})
    assert "decide.odds" not in nowhere and "decide.total" in nowhere


def render(*blocks: tuple[str, str]) -> str:
    fences = [{"name": kind, "class": kind, "format": fence_code_format} for kind in ("estimate", "plot")]
    return markdown.markdown(
        "\n".join(f"```{kind}\n{text}```\n" for kind, text in blocks),
        extensions=["pymdownx.superfences", "guide.markdown.estimates", "guide.markdown.plots"],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )


@pytest.fixture(scope="module")
def pressed(tmp_path_factory):
    """A page with a plot, and what stands beside it, as the press leaves them."""
    site = tmp_path_factory.mktemp("site")
    block = render(("plot", PLOT.replace("The loss", "The <i>loss</i>")), ("estimate", DECIDE))
    for name in ("index.html", "other.html"):
        (site / name).write_text(block)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plots.KEPT, "place", tmp_path_factory.mktemp("cache"))
        assert plots.freeze(site) == sheets.move(site) == []
    return site


def test_the_published_page_holds_the_drawing_and_not_the_sheet(pressed):
    page = (pressed / "index.html").read_text()
    assert "<template" not in page
    svg = etree.fromstring(re.search(r'<svg class="plot-lines".*?</desc>.*?</svg></g>.*?</svg>', page, re.DOTALL)[0])
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "plot-threshold-title")
    assert svg.find("desc").text == "The <i>loss</i> rises with the threshold and the friction falls."
    assert len(svg.findall(".//path")) == 3
    texts = [text.text for text in svg.iter("text")]
    assert {"$1 million", "20%", "here 46%"} <= set(texts)
    assert re.findall('<p class="plot-axis">(.*?)</p>', page) == ["Dollars a day", "Block threshold"]
    assert any(text.startswith("lowest 3") for text in texts) and any(text.startswith("break-even 3") for text in texts)


def test_what_is_marked_is_said_and_the_numbers_are_there(pressed):
    page = (pressed / "index.html").read_text()
    marks = re.findall(r"<li>([^<]+)</li>", page)
    sheet = Sheet.read([DECIDE])
    said = ", ".join(
        f"{name} {sheet.value(f'decide.{name}').spoken}" for name in ("fraud loss", "friction cost", "total")
    )
    assert marks[0] == f"Here, at 46%: {said}."
    lowest = float(re.fullmatch(r"Lowest total: \$[\d.]+ million a day, at ([\d.]+)%\.", marks[1])[1])
    around = [sheet.values_with({"decide.threshold": lowest + by})["decide.total"] for by in (-0.1, 0, 0.1)]
    assert around[1] == min(around)
    says = (
        r"Break-even at ([\d.]+)%, where both are \$[\d,.]+ .*: below it fraud loss is lower, above it friction cost\."
    )
    even = float(re.fullmatch(says, marks[2])[1])
    there = sheet.values_with({"decide.threshold": even})
    assert there["decide.fraud_loss"] == pytest.approx(there["decide.friction_cost"], rel=0.01)
    heads = re.findall(r'<th scope="row">([^<]+)</th>', page.partition("plot-numbers")[2].partition("</table>")[0])
    assert heads[:1] + heads[-1:] == ["2%", "98%"] and "46% (here)" in heads


def test_each_page_has_its_sheet_beside_it(pressed):
    assert 'data-sheets="estimates.json"' in (pressed / "index.html").read_text()
    assert 'data-sheets="other.estimates.json"' in (pressed / "other.html").read_text()
    data = json.loads((pressed / "estimates.json").read_text())
    assert data.keys() == {"plot-threshold", "estimate-decide"}
    assert data == json.loads((pressed / "other.estimates.json").read_text())


def test_a_mistake_shows_on_the_page_and_fails_a_strict_build(caplog):
    html = render(("estimate", DECIDE), ("plot", PLOT.replace("decide.total]", "decide.totl]")))
    assert 'class="admonition failure problem"' in html and "did you mean decide.total?" in html
    assert sum(record.name == "mkdocs.guide" for record in caplog.records) == 2
