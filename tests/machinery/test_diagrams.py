"""A Mermaid fence becomes a figure that can be linked to and read aloud."""

from __future__ import annotations

import logging
from xml.etree import ElementTree as etree

import markdown
import mermaid2
import pytest

from guide.diagram import description, findings, title
from guide.markdown.diagrams import LEGEND
from tests.source.diagram_class import CLASSES

GOOD = """\
flowchart LR
    accTitle: The serving path
    accDescr {
        A request passes
        the ranker.
    }
    a["Request<br>A & B"]:::request --> b["x < 5"]:::model
"""


def page(*sources: str) -> etree.Element:
    fence = {"name": "mermaid", "class": "mermaid", "format": mermaid2.fence_mermaid_custom}
    text = markdown.markdown(
        "\n\n".join(f"```mermaid\n{source}```" for source in sources),
        extensions=["pymdownx.superfences", "guide.markdown.diagrams"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    )
    return etree.fromstring(f"<page>{text}</page>")


def figures(*sources: str) -> list[etree.Element]:
    return page(*sources).findall("figure")


def test_the_figure_has_an_address_a_caption_and_a_named_frame():
    (figure,) = figures(GOOD)
    frame = figure.find("div")
    assert figure.get("id") == "figure-the-serving-path"
    assert figure.find("figcaption").text == "The serving path"
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == (
        "group",
        "0",
        "Diagram: The serving path",
    )


def test_every_figure_has_a_button_for_the_one_legend():
    whole = page(GOOD, GOOD)
    assert [button.get("popovertarget") for button in whole.iterfind("figure/figcaption/button")] == [
        "diagram-legend"
    ] * 2
    (legend,) = whole.findall("aside")
    assert (legend.get("id"), legend.get("popover")) == ("diagram-legend", "")
    assert [look.get("class") for look in legend.iter("dt")] == [look for look, *_ in LEGEND]
    assert page().find("aside") is None


def test_the_legend_explains_every_look_that_a_drawing_may_have():
    assert set(CLASSES) <= {look for look, *_ in LEGEND}


def test_the_source_reaches_the_browser_as_it_was_written():
    (figure,) = figures(GOOD)
    assert figure.findtext(".//pre[@class='mermaid']/code").strip() == GOOD.strip()


def test_two_figures_of_one_name_have_two_addresses():
    assert [figure.get("id") for figure in figures(GOOD, GOOD)] == [
        "figure-the-serving-path",
        "figure-the-serving-path_1",
    ]


def test_name_and_description_are_read_in_both_forms():
    assert title(GOOD) == "The serving path"
    assert description(GOOD) == "A request passes the ranker."
    assert description("gantt\n  accDescr: In one line.\n") == "In one line."
    assert not findings(GOOD)


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("flowchart LR\n  a --> b\n", ["accTitle", "accDescr"]),
        ("flowchart LR\n  accTitle: Named\n  a --> b\n", ["accDescr"]),
        ("flowchart LR\n  accTitle:\n  accDescr: Told.\n  a --> b\n", ["accTitle"]),
        ("flowchart LR\n  accTitle: Named\n  accDescr { }\n  a --> b\n", ["accDescr"]),
        ("", ["accTitle", "accDescr"]),
    ],
)
def test_a_diagram_that_cannot_be_read_aloud_says_so_and_is_drawn(source, missing, caplog):
    assert [finding.message.split()[4].rstrip(",") for finding in findings(source)] == missing
    with caplog.at_level(logging.WARNING, logger="mkdocs.guide"):
        (figure,) = figures(source)
    assert len(caplog.records) == len(missing)
    assert figure.find("div[@class='admonition failure problem']") is not None
    assert figure.find(".//pre[@class='mermaid']") is not None
