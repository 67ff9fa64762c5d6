"""A Mermaid fence becomes a figure that can be linked to and read aloud."""

from __future__ import annotations

import logging
from xml.etree import ElementTree as etree

import markdown
import mermaid2
import pytest

from guide.diagram import description, findings, title

GOOD = """\
flowchart LR
    accTitle: The serving path
    accDescr {
        A request passes
        the ranker.
    }
    a["Request<br>A & B"]:::request --> b["x < 5"]:::model
"""


def figures(*sources: str) -> list[etree.Element]:
    fence = {"name": "mermaid", "class": "mermaid", "format": mermaid2.fence_mermaid_custom}
    page = markdown.markdown(
        "\n\n".join(f"```mermaid\n{source}```" for source in sources),
        extensions=["pymdownx.superfences", "guide.diagrams"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    )
    return etree.fromstring(f"<page>{page}</page>").findall("figure")


def test_the_figure_has_an_address_a_caption_and_a_named_frame():
    (figure,) = figures(GOOD)
    frame = figure.find("div")
    assert figure.get("id") == "figure-the-serving-path"
    assert figure.findtext("figcaption") == "The serving path"
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == (
        "region",
        "0",
        "Diagram: The serving path",
    )


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
