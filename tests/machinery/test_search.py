"""The search's index is made from what the builder wrote, whichever builder it was."""

from __future__ import annotations

import json

import pytest

from guide.press import finish, search

PAGE = """<!doctype html><html><head><meta name="description" content="What {0} is about."><meta name="aliases" content="{1}"></head>
<body><article>{2}</article></body></html>"""
PAGES = {
    "": ("home", "", "<h1>Home</h1><p>Welcome.</p>"),
    "evaluate/": (
        "evaluating",
        "A/B test, online experiment",
        '<h1>Evaluate</h1><p>Before it is shipped.</p><h2 id="arms">Arms</h2><p>Count <em>both</em> arms.</p>'
        "<table><tr><th>arm</th><td>users</td></tr></table><svg><text>drawn</text></svg>"
        '<div class="footnote"><h2 id="sources">Sources</h2><p>An author.</p></div>',
    ),
    "reference/glossary/": (
        "terms",
        "",
        "<h1>Glossary</h1><dl><dt>Sample ratio mismatch (SRM)</dt>"
        '<dd>Arms of other sizes than planned. <a href="../../evaluate/#arms">Evaluate</a>.</dd></dl>',
    ),
}
SECTIONS = [
    {"location": "", "title": "Home", "text": "<p>Welcome.</p>"},
    {"location": "evaluate/", "title": "Evaluate", "text": "<p>Before it is shipped.</p>", "tags": ["experiments"]},
    {"location": "evaluate/#arms", "title": "Arms", "text": "<p>Count both arms.</p> arm users"},
    {"location": "evaluate/#sources", "title": "Sources", "text": "<p>An author.</p>"},
    {"location": "reference/glossary/", "title": "Glossary", "text": ""},
]
LISTS = {"search/search_index.json": {"docs": SECTIONS}, "search.json": {"items": SECTIONS}}


@pytest.fixture
def site(tmp_path):
    for path, (name, aliases, body) in PAGES.items():
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        (tmp_path / path / "index.html").write_text(PAGE.format(name, aliases, body), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", LISTS)
def test_the_index_holds_pages_sections_and_terms(site, name):
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text(json.dumps(LISTS[name]), encoding="utf-8")
    assert search.make(site) == []
    made = json.loads((site / search.INDEX).read_text(encoding="utf-8"))
    assert [page["path"] for page in made["pages"]] == list(PAGES)
    assert made["pages"][1]["aliases"] == ["A/B test", "online experiment"]
    # A list of sources is no place to lead to; a term leads to where it is taught.
    assert made["places"] == [
        [0, ""],
        [1, ""],
        [1, "arms", "Arms"],
        [2, ""],
        [1, "arms", "Sample ratio mismatch, SRM", "Arms of other sizes than planned."],
    ]
    words = {word for word, *_ in made["index"]["words"]}
    assert {"srm", "mismatch", "experiment", "ab", "welcom"} <= words and not {"author", "drawn"} & words
    texts = json.loads((site / "evaluate" / search.TEXTS).read_text(encoding="utf-8"))
    assert texts == {"": ["Before it is shipped."], "arms": ["Count both arms.", "arm · users"]}


def test_a_finished_site_keeps_its_index(site):
    (site / "search").mkdir()
    (site / "search/search_index.json").write_text(json.dumps({"docs": SECTIONS}), encoding="utf-8")
    assert finish(site) == []
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert finish(site) == []
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
