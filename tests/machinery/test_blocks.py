"""Practice blocks: rendered as native elements, and checked on their source."""

from __future__ import annotations

import logging

import markdown
import pytest

from guide.block import check
from guide.page import Page

DECISION = """\
/// decision | Which index?
    attrs: {id: index-choice}

- [ ] Flat

    Too *slow*.

- [x] HNSW

    Fits.

- [ ] IVF

    Too coarse.
///
"""
PROBE = "/// probe | What breaks?\n    attrs: {id: probe-tenfold}\n    level: senior\n\nThe index.\n///\n"
CARD = "/// card | Why?\n    attrs: {id: why}\n\nBecause.\n///\n"
ANSWER = "/// answer | Staff\n    level: staff\n\nI would not.\n///\n"
DIALOGUE = "/// dialogue\n\nInterviewer\n:   Go.\n\nCandidate\n:   I go\n    on.\n\nNotes\n:   Good.\n///\n"
RUBRIC = "/// rubric\n\n| Step | Mid | Senior | Staff |\n|--|--|--|--|\n| [1. Clarify](#a) | a | b | c |\n///\n"
SPOKEN = "## Data {#data}\n\n/// spoken\nThe label is *late*.\n///\n"
DEEPER = "//// deeper | Why is it *late*?\n\n### How\n\n/// dialogue\n\nInterviewer\n:   So?\n\nCandidate\n:   Weeks.\n///\n////\n"
PAGE = "\n".join([SPOKEN, DEEPER, DECISION, PROBE, CARD, ANSWER, DIALOGUE, RUBRIC])


def rules(text: str) -> list[tuple[int, str]]:
    return [(finding.line, finding.rule) for finding in check(text.split("\n"))]


def convert(text: str) -> str:
    return markdown.markdown(
        text, extensions=["attr_list", "toc", "tables", "def_list", "pymdownx.superfences", "guide.markdown.blocks"]
    )


def test_good_blocks():
    html = convert(PAGE)
    assert not rules(PAGE)
    assert '<details class="probe" data-item="probe" id="probe-tenfold">' in html
    assert '<span class="level level-senior">Senior</span> What breaks?' in html
    assert '<details class="card" data-item="card" id="why">' in html
    assert html.count('<details class="wrong">') == 2 and html.count('<details class="right">') == 1
    assert '<strong class="verdict">Not here.</strong> Too <em>slow</em>.' in html
    assert '<div class="notes">\n<dt>Notes</dt>' in html
    assert '<tr data-item="rubric" id="rubric-clarify">' in html
    assert 'class="answer answer-staff"' in html
    assert "///" not in html and "[x]" not in html


def test_layers():
    html = convert(PAGE)
    assert (
        '<aside class="spoken" id="spoken-data" role="note">' in html and "<p>The label is <em>late</em>.</p>" in html
    )
    assert '<details class="deeper">\n<summary>Why is it <em>late</em>?</summary>' in html
    assert '<h3 class="deeper-title" id="deeper-why-is-it-late"><span>Why is it <em>late</em>?</span></h3>' in html
    assert '<h4 id="how">How</h4>' in html
    inside = html[html.index('<details class="deeper">') : html.index("</details>")]
    assert '<div class="dialogue">' in inside


def test_a_page_knows_the_headings_and_anchors_of_its_layers():
    page = Page("docs/a.md", ("---\ntitle: A\n---\n" + SPOKEN + "\n" + DEEPER + "\n### After\n").encode())
    assert [(each.level, each.id) for each in page.headings] == [
        (2, "data"),
        (3, "deeper-why-is-it-late"),
        (4, "how"),
        (3, "after"),
    ]
    assert page.anchors >= {"spoken-data", "deeper-why-is-it-late", "how"}


@pytest.mark.parametrize(
    ("block", "old", "new", "line", "rule"),
    [
        (DECISION, "    attrs: {id: index-choice}\n", "", 1, "block-id"),
        (DECISION, "index-choice", "Index Choice", 1, "block-id"),
        (DECISION, "index-choice", "índex", 1, "block-id"),
        (DECISION, "[x]", "[ ]", 1, "decision-form"),
        (DECISION, "- [ ] Flat", "- [x] Flat", 1, "decision-form"),
        (DECISION, "- [ ] Flat", "- Flat", 4, "decision-form"),
        (DECISION, "    Fits.\n", "", 8, "decision-form"),
        (DECISION, "    Fits.", "Fits.", 10, "decision-form"),
        (DECISION, "slow*.\n\n", "slow*.\n", 7, "decision-form"),
        (DECISION, "{id: index-choice}", "{id: index-choice", 2, "block-form"),
        (DECISION, "attrs: {id: index-choice}", "- index-choice", 2, "block-form"),
        (DECISION, "decision |", "decison |", 1, "block-form"),
        (DECISION, " | Which index?", "", 1, "block-form"),
        (DECISION, "coarse.\n///", "coarse.", 1, "block-form"),
        (DECISION, "coarse.\n///", "coarse.\n///\n\n///", 17, "block-form"),
        (PROBE, "senior", "guru", 1, "block-level"),
        (PROBE, "    level: senior\n", "", 1, "block-level"),
        (CARD, "attrs:", "level: mid\n    attrs:", 1, "block-form"),
        (DIALOGUE, "Notes", "Robot", 10, "dialogue-form"),
        (DIALOGUE, "Interviewer\n:   Go.", "Hello.", 3, "dialogue-form"),
        (SPOKEN, "/// spoken", "And so on.\n\n/// spoken", 5, "spoken-form"),
        (DEEPER, "late*?", "late*", 1, "deeper-form"),
        (DEEPER, "### How", "## How", 3, "deeper-form"),
        (DEEPER, "////", "///", 1, "block-form"),
        (RUBRIC, "Senior", "Middle", 1, "rubric-form"),
        (RUBRIC, "| c |", "| |", 5, "rubric-form"),
        (RUBRIC, "| a | b", "| a", 5, "rubric-form"),
    ],
)
def test_a_mistake_is_found_on_its_line(block: str, old: str, new: str, line: int, rule: str, caplog):
    assert old in block
    broken = block.replace(old, new)
    assert (line, rule) in rules(broken)
    with caplog.at_level(logging.WARNING, "mkdocs.guide"):
        assert f'<p class="admonition-title">{rule}</p>' in convert(broken)
    assert f"[{rule}]" in caplog.text


def test_a_block_has_an_id_and_no_other_attribute(caplog):
    html = convert(CARD.replace("{id: why}", "{id: why, onclick: alert(1), style: 'color: red'}"))
    assert '<details class="card" data-item="card" id="why">' in html
    assert "no option attrs.onclick" in caplog.text


def test_boxes_lay_a_page_out():
    html = convert("//// box | opening wide\n\n/// box\n\nText.\n///\n////\n")
    assert html == '<div class="opening wide">\n<div>\n<p>Text.</p>\n</div>\n</div>'


def test_ids_are_unique_on_a_page():
    assert rules(CARD + "\n" + CARD) == [(7, "block-id")]
    assert rules(RUBRIC + "\n" + RUBRIC) == [(12, "block-id")]


def test_blocks_stand_on_their_own_lines():
    unclosed = CARD.replace("///\n", "", 2).replace(" card", "/// card", 1)
    assert {rule for _, rule in rules(unclosed + "\n" + PROBE)} == {"block-form"}


@pytest.mark.parametrize("size", range(1, 40))
def test_a_page_cut_anywhere_still_renders(size: int):
    lines = PAGE.split("\n")
    convert("\n".join(lines[size : size + 25]))
