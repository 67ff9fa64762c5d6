"""Tables: each in a frame that scrolls and has a name."""

from __future__ import annotations

import re

import markdown

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"


def labels(text: str) -> list[str]:
    html = markdown.markdown(text, extensions=["tables", "toc", "admonition", "md_in_html", "guide.markdown.tables"])
    return re.findall(r'<div aria-label="([^"]*)" class="table" role="group">\n?<table class="rows">', html)


def test_a_table_is_named_by_its_heading_wherever_it_stands():
    inside = "!!! note\n\n    " + TABLE.replace("\n", "\n    ")
    text = f"{TABLE}\n## The *index* &amp; more\n\n{TABLE}\n{inside}\n\n### Cost\n\n{TABLE}"
    assert labels(text) == ["Table", "Table: The index more", "Table: The index more (2)", "Table: Cost"]


def test_a_table_with_a_class_has_its_own_frame():
    assert not labels('<table class="own" markdown><tr><td>x</td></tr></table>')


WORDS = "some words of a cell "
WIDE = f"| Thing | What *it* is | Cost |\n|---|---|---|\n| tram | {WORDS * 3}| |\n| bus | {WORDS * 3}| x |\n"


def cells(text: str) -> list[str]:
    html = markdown.markdown(text, extensions=["tables", "guide.markdown.tables"])
    return re.findall(r'<td data-label="([^"]*)" role="cell">', html)


def test_each_cell_of_a_thing_with_attributes_knows_its_column():
    assert cells(WIDE) == ["What it is", "Cost"] * 2
    assert not cells(TABLE), "short cells line up on a phone, too"
    assert not cells(WIDE.replace(WORDS * 3, "short "))
