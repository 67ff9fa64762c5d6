"""What one practices with is gathered from the built pages, once for all readers."""

from __future__ import annotations

import re

import pytest

from guide.press import finish, practice

TREE = '<nav id="book-tree">{}</nav>'
PATHS = ("", "framework/evaluate/", "case-studies/parcels/", "case-studies/parcels/practice/", "practice/review/")
CARD = '<details class="card" data-item="card" id="{id}"><summary>{question}</summary><div>{answer}</div></details>'
BODIES = {
    "framework/evaluate/": CARD.format(id="card-arms", question="How many arms?", answer="<p>Two.</p>"),
    "case-studies/parcels/": '<section class="estimate" id="estimate-load"></section>',
    "case-studies/parcels/practice/": CARD.format(
        id="card-load",
        question="What is the <em>peak</em>?",
        answer='<p id="x"><span class="estimate-value" data-value="load.peak">40 parcels</span>, '
        '<a href="../#load">as counted</a>.</p>',
    ),
    "practice/review/": '<div class="tool-review"><div class="gathered cards">\n</div></div>',
}


@pytest.fixture
def site(tmp_path):
    for path in PATHS:
        tree = TREE.format("".join(f'<a href="{"../" * path.count("/")}{to}">{to}</a>' for to in PATHS))
        head = f'<meta property="og:title" content="Page {path}">'
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        (tmp_path / path / "index.html").write_text(
            f"<!doctype html><html><head>{head}</head><body>{tree}<article>{BODIES.get(path, '')}</article></body></html>",
            encoding="utf-8",
        )
    return tmp_path


def test_the_cards_of_all_pages_stand_where_they_are_reviewed(site):
    assert practice.gather(site) == []
    text = (site / "practice/review/index.html").read_text(encoding="utf-8")
    assert re.findall(r'data-card="(.*?)"', text) == [
        "framework/evaluate/#card-arms",
        "case-studies/parcels/practice/#card-load",
    ]
    assert "What is the <em>peak</em>?" in text
    # Numbers are words here, links lead where they led, and a number leads to where it is computed.
    assert '<p>40 parcels, <a href="../../case-studies/parcels/#load">as counted</a>.</p>' in text
    assert '<a href="../../case-studies/parcels/#estimate-load">Where it is taught</a>' in text
    assert '<a href="../../framework/evaluate/">Where it is taught</a>' in text


def test_a_finished_site_keeps_what_was_gathered(site):
    assert finish(site) == []
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert b"How many arms?" in before[site / "practice/review/index.html"]
    assert finish(site) == []
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
