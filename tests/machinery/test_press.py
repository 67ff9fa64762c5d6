"""The press: what Mermaid says of a source, what it draws, and what a finished site no longer holds."""

from __future__ import annotations

import html
import json
import re
from xml.etree import ElementTree as etree

import pytest

from guide.press import browser, diagrams, finish, leftovers, styles, whitespace

SVG = "{http://www.w3.org/2000/svg}"
NAMED = "    accTitle: {0}\n    accDescr: What {0} shows.\n"
FLOW = (
    "flowchart LR\n"
    + NAMED.format("Flow")
    + """\
    app(["App"]):::external -->|"a request"| rank["Rank<br>500 items"]:::request
    subgraph offline["Offline jobs"]
        train[/"Train"/]:::job --> models[("Models")]:::store
    end
    models -.-> ranker{{"Ranker"}}:::model
    rank --> ranker
"""
)
KINDS = {
    "flowchart": FLOW,
    "sequence": "sequenceDiagram\n"
    + NAMED.format("Calls")
    + "    A->>B: ask\n    B-->>A: answer\n    Note over A,B: 20 ms\n",
    "state": "stateDiagram-v2\n" + NAMED.format("Rollout") + "    [*] --> Canary\n    Canary --> Full: holds\n",
    "timeline": "timeline\n" + NAMED.format("Minutes") + "    0 to 5 : Clarify\n    5 to 10 : Frame\n",
    "gantt": "gantt\n"
    + NAMED.format("Budget")
    + "    dateFormat x\n    axisFormat %L ms\n    tickInterval 10millisecond\n    Search :a, 0, 20ms\n",
    "chart": "xychart-beta\n" + NAMED.format("Recall") + "    x-axis [a, b]\n    bar [1, 2]\n",
    "quadrants": "quadrantChart\n" + NAMED.format("Effort") + "    Rules: [0.2, 0.7]\n",
}


MISTAKES = {
    "flowchart LR\n  a --> b\n  b --> c[\n  c --> d\n": (3, "not closed"),
    "flowchart LR\n\n  %% a comment\n  a --> b\n\n  b -> c\n": (6, '"-"'),
    "flowchart LR\n  a --> click\n  b --> c\n": (2, "`click`"),
    "flowchart LR\n  a --> b:::\n": (2, "breaks off"),
    "sequenceDiagram\n  A->>B: x\n  B=>>A: y\n": (3, "does not understand"),
    "flowchrt LR\n  a --> b\n": (1, "no kind"),
    'pie\n  "a" : 1\n': (1, "no style"),
    "": (1, "no kind"),
}


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch, browser.launch():
        patch.setattr(diagrams.KEPT, "place", tmp_path_factory.mktemp("cache"))
        yield


@pytest.fixture(scope="module")
def said():
    return dict(zip(MISTAKES, diagrams.check(list(MISTAKES)), strict=True))


def drawing(source: str) -> etree.Element:
    """As it is drawn where there is room."""
    first = re.match(r"<svg.*?</svg>", diagrams.draw([source])[0]["svg"], re.DOTALL)[0]
    return etree.fromstring(first.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_every_kind_the_book_uses_is_drawn_in_its_style():
    for kind, drawn in zip(KINDS, diagrams.draw(list(KINDS.values())), strict=True):
        assert re.match(rf'<svg [^>]*class="drawing {kind}[ "]', drawn["svg"]), drawn


def test_a_drawing_is_small_named_and_free_of_what_the_page_says_once():
    svg = drawing(FLOW)
    text = etree.tostring(svg, encoding="unicode")
    assert len(text) < 5_000
    assert not re.search(r'<style|foreignObject|data-|font-family|="[^"]*\d\.\d\d', text)
    assert svg.get("role") == "img"
    by_id = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert by_id[svg.get("aria-labelledby")] == "Flow"
    assert by_id[svg.get("aria-describedby")] == "What Flow shows."
    assert all(name in by_id for name in re.findall(r"url\(#([^)]+)\)", text))


def test_a_drawing_keeps_every_label_every_line_of_it_and_every_class():
    svg = drawing(FLOW)
    lines = [t.text for t in svg.iter() if t.tag in (f"{SVG}text", f"{SVG}tspan") and t.text]
    assert sorted(lines) == sorted(
        ["App", "a request", "Rank", "500 items", "Offline jobs", "Train", "Models", "Ranker"]
    )
    classes = " ".join(g.get("class", "") for g in svg.iter(f"{SVG}g")).split()
    assert {"request", "job", "store", "model", "external"} <= set(classes)


def test_a_label_may_hold_anything():
    svg = drawing(
        "flowchart LR\n"
        + NAMED.format("Odd")
        + '    a["call a([x])"] --> b["row__id__key"]\n    a -- "say &lt;b&gt; \'c\'" --> c(["ends"])\n'
    )
    lines = [element.text for element in svg.iter() if element.tag in (f"{SVG}text", f"{SVG}tspan")]
    assert sorted(filter(None, lines)) == ["call a([x])", "ends", "row__id__key", "say <b> 'c'"]


def test_a_description_over_several_lines_is_one():
    svg = drawing(
        "flowchart LR\n    accTitle: Flow\n    accDescr {\n        One & two,\n        three.\n    }\n    a --> b\n"
    )
    assert svg.findtext(f"{SVG}desc") == "One & two, three."


def test_what_the_book_itself_cannot_draw_is_no_mistake_of_the_author_and_is_not_kept(monkeypatch):
    source = "flowchart LR\n    a --> crash\n"

    def crash(page, sources):
        return {source: {"crash": "TypeError: it broke"} for source in sources}

    with monkeypatch.context() as patch:
        patch.setattr(diagrams, "_draw", crash)
        (found,) = diagrams.check([source])
    assert "The book's own code" in found.message and "TypeError: it broke" in found.message
    assert found.line == 1 and "report it" in found.fix
    assert diagrams.check([source]) == [None]


PHONE = 328
WIDE = (
    "flowchart LR\n"
    + NAMED.format("Wide")
    + "    a[Alpha] -- what it hands on --> b[Beta and more] --> c[Gamma] --> d[Delta] --> e[Epsilon]\n"
)


def test_a_drawing_too_wide_for_a_phone_is_drawn_once_more_and_that_fits():
    wide, tall = re.findall(r"<svg.*?</svg>", diagrams.draw([WIDE])[0]["svg"], re.DOTALL)
    (least, width), (most, tall_width) = (
        map(int, re.search(r'width="(\d+)".*?min-width:(\d+)px', each).group(2, 1)) for each in (wide, tall)
    )
    assert least > PHONE and width > tall_width
    assert most <= PHONE
    # diagrams.css shows the first from a frame on in which its text can be read.
    assert least <= int(re.search(r'class="drawing flowchart from-(\d+)"', wide)[1])
    assert 'class="drawing flowchart narrow"' in tall
    assert re.findall(r">([^<>]+)</t", wide)[2:] and set(" ".join(re.findall(r">([^<>]+)</t", wide)).split()) == set(
        " ".join(re.findall(r">([^<>]+)</t", tall)).split()
    )


def test_every_frame_from_which_a_drawing_is_wide_has_its_rule():
    css = (diagrams.ASSETS / "stylesheets/diagrams.css").read_text("utf-8")
    steps = re.search(
        r"STEPS = \{ by: (\d+), most: (\d+) \}", (diagrams.ASSETS / "javascripts/diagrams/draw.mjs").read_text("utf-8")
    )
    by, most = map(int, steps.groups())
    for step in range((PHONE // by + 1) * by, most + 1, by):
        assert (
            f"(width < {step}px) {{ .from-{step}.drawing {{ display: none; }} .from-{step} + .narrow {{ display: block; }} }}"
            in css
        )


def test_an_arrow_that_nobody_is_to_see_is_not_drawn():
    svg = diagrams.draw(["flowchart TB\n" + NAMED.format("Order") + "    a ~~~ b\n    b --> c\n"])[0]["svg"]
    assert svg.count("<path") == 2, "an arrow, and its head"


def test_a_small_drawing_is_drawn_once():
    assert diagrams.draw(["flowchart LR\n" + NAMED.format("Small") + "    a --> b\n"])[0]["svg"].count("<svg") == 1


FAULTS = {
    "runs behind “Prices”": (
        "flowchart TB\n"
        + NAMED.format("Loop")
        + """\
    rows[Rows] --> guests[Guests] --> log[Log] --> train --> gate
    rows --> hosts --> prices[Prices] --> rows
    gate --> rows
    gate --> old --> rows
    log --> market[By market: coverage]
    market --> duty
""",
        8,
    ),
    "is out of sight": (
        "flowchart TB\n" + NAMED.format("Fan") + "".join(f"    a --> b{n}[Deduplication {n}]\n" for n in range(7)),
        1,
    ),
    "drawn over each other": (
        "quadrantChart\n" + NAMED.format("Effort") + "    Rules: [0.2, 0.7]\n    Rulers: [0.21, 0.71]\n",
        4,
    ),
    "A word is broken": ("flowchart LR\n" + NAMED.format("Long") + f"    a --> b\n    b --> c[{'longer' * 12}]\n", 5),
}


@pytest.mark.parametrize("says", FAULTS)
def test_what_a_reader_would_misread_is_told_with_its_line(says):
    source, line = FAULTS[says]
    (found,) = diagrams.misread([source])[0]
    assert says in found.message
    assert found.line == line


def test_a_good_drawing_and_one_that_cannot_be_drawn_have_nothing_to_misread():
    assert diagrams.misread([FLOW, *KINDS.values(), "flowchart LR\n  a -->\n"]) == [[]] * (len(KINDS) + 2)


def test_text_is_never_smaller_than_twelve_pixels():
    svg = drawing(FLOW)
    least = int(re.search(r"min-width:(\d+)px", svg.get("style"))[1])
    assert least / int(svg.get("width")) * 14 >= 12


@pytest.mark.parametrize("source", MISTAKES)
def test_a_mistake_has_its_line_and_a_fix(source, said):
    line, words = MISTAKES[source]
    assert (said[source].rule, said[source].line) == ("diagram-syntax", line)
    assert words in said[source].message
    assert said[source].fix


def test_what_was_drawn_once_needs_no_browser(monkeypatch):
    broken = "flowchart LR\n  a -->\n"
    first = diagrams.check([FLOW, broken])

    def refuse(*_):
        raise AssertionError("a browser was started")

    monkeypatch.setattr(diagrams, "stage", refuse)
    assert diagrams.check([broken, FLOW]) == first[::-1]


def page(*sources: str) -> str:
    blocks = "".join(
        f'<pre class="mermaid"><code>{html.escape(source, quote=False)}</code></pre>' for source in sources
    )
    return (
        f"<html><body>{blocks}"
        '<script src="assets/javascripts/diagrams-live.mjs" type="module"></script>'
        '<script src="assets/javascripts/guide.mjs" type="module"></script>'
        '<script type="module">import mermaid from "assets/javascripts/diagrams-live.mjs";\nwindow.mermaidConfig = {};</script>'
        "</body></html>"
    )


@pytest.fixture
def site(tmp_path):
    site = tmp_path / "site"
    (site / "assets/javascripts/diagrams").mkdir(parents=True)
    (site / "assets/javascripts/diagrams-live.mjs").touch()
    (site / "assets/javascripts/diagrams/draw.mjs").touch()
    (site / "assets/vendor/mermaid").mkdir(parents=True)
    (site / "assets/vendor/mermaid/mermaid.min.js").touch()
    return site


def test_finishing_freezes_every_diagram_and_leaves_no_trace_of_mermaid(site):
    (site / "index.html").write_text(page(FLOW, KINDS["sequence"], FLOW), encoding="utf-8")
    assert finish(site) == []
    text = (site / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'class="drawing (?!\w+ narrow)', text)) == 3
    assert "mermaid" not in text and "diagrams-live" not in text and "guide.mjs" in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {path.name for path in site.rglob("*") if path.is_file()} == {"index.html", "offline.json"}
    assert finish(site) == [] and (site / "index.html").read_text(encoding="utf-8") == text


def test_the_sheets_of_all_pages_become_one_in_their_order_and_a_page_keeps_its_own_after_it(site):
    folder = site / styles.FOLDER
    folder.mkdir(parents=True)
    for name in ("theme", "practice", "book"):
        (folder / f"{name}.css").write_text(f".{name} {{ color: red }}", encoding="utf-8")

    def written(path: str, up: str, *names: str) -> None:
        links = "".join(f'<link rel="stylesheet" href="{up}{styles.FOLDER}{name}.css">\n' for name in names)
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(f"<title>{path}</title>\n{links}", encoding="utf-8")

    written("index.html", "", "theme", "book")
    written("practice/index.html", "../", "theme", "practice", "book")
    written("404.html", "/guide/", "theme", "book")
    written("old.html", "")
    drawn = site / "404.html"
    drawn.write_text(
        re.sub(r'rel="stylesheet" (href="[^"]+")', r'\1 rel="stylesheet"/', drawn.read_text("utf-8")), "utf-8"
    )
    assert styles.join(site) == []
    (joined,) = {path.name for path in folder.iterdir()} - {"practice.css"}
    assert (folder / joined).read_text("utf-8") == ".theme { color: red }\n.book { color: red }"
    asks = {
        path.relative_to(site).as_posix(): re.findall(r'href="([^"]+)"', path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }
    assert asks == {
        "index.html": [styles.FOLDER + joined],
        "practice/index.html": [f"../{styles.FOLDER}{joined}", f"../{styles.FOLDER}practice.css"],
        "404.html": [f"/guide/{styles.FOLDER}{joined}"],
        "old.html": [],
    }
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert styles.join(site) == []
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_broken_diagrams_are_told_all_at_once_with_file_and_line_and_no_page_is_touched(site, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    broken = "flowchart LR\n  a --> b\n  b --> c[\n"
    (docs / "one.md").write_text(f"# One\n\n```mermaid\n{FLOW}```\n\n```mermaid\n{broken}```\n", encoding="utf-8")
    written = page(FLOW, broken, "nonsense\n")
    (site / "index.html").write_text(written, encoding="utf-8")
    found = diagrams.freeze(site, docs)
    assert [(finding.file, finding.line) for finding in found] == [("docs/one.md", 18), ("index.html", 1)]
    assert (site / "index.html").read_text(encoding="utf-8") == written


def test_a_wrong_chrome_path_is_told_in_one_line(monkeypatch):
    monkeypatch.setenv("CHROME_PATH", "/nowhere/chrome")
    with pytest.raises(SystemExit, match="CHROME_PATH is /nowhere/chrome"):
        browser.executable(None)


def test_an_estimates_sheet_moves_beside_its_page(site):
    block = '<section class="estimate" id="estimate-{0}"><p>1 &lt; 2</p><template data-search-exclude="">{1}</template>\n</section>'
    first, second = '{"assume":[["a",1,[[1," &lt; b"]]]]}', '{"assume":[]}'
    (site / "index.html").write_text(
        f"<html>{block.format('one', first)}{block.format('two', second)}</html>", encoding="utf-8"
    )
    assert finish(site) == []
    text = (site / "index.html").read_text(encoding="utf-8")
    assert "<template" not in text and text.count("<p>1 &lt; 2</p>") == 2
    beside = json.loads((site / "estimates.json").read_text(encoding="utf-8"))
    assert beside == {"estimate-one": {"assume": [["a", 1, [[1, " < b"]]]]}, "estimate-two": {"assume": []}}
    assert finish(site) == [] and json.loads((site / "estimates.json").read_text(encoding="utf-8")) == beside


def test_a_style_sheet_is_sent_without_its_comments():
    style = '/* Why. */\n.a::before {\n  content: "/* said */"; /* not */\n\n  color: red;\n}\n'
    sent = whitespace.squeeze_style(style)
    assert sent == '.a::before {\ncontent: "/* said */";\ncolor: red;\n}'
    assert whitespace.squeeze_style(sent) == sent


def test_words_that_the_index_has_are_not_sent_with_the_page(tmp_path):
    page = tmp_path / "index.html"
    page.write_text(
        '<head><meta name="aliases" content="a, &gt; b">\n<meta content="c" name="terms"/><meta name="author">'
    )
    assert leftovers.remove(tmp_path) == []
    assert page.read_text() == '<head><meta name="author">'


def test_no_line_is_sent_that_shows_nothing_and_what_is_set_stays():
    kept = "<pre><code>a\n\n    b\n</code></pre><script>\n  if (a)\n\n    b();\n</script>"
    sent = whitespace.squeeze_text(f"<div>\n    <p>One  \n   two</p>\n\n\n  {kept}\n  <b>3</b> 4</div>\n")
    assert sent == f"<div>\n<p>One\ntwo</p>\n{kept}\n<b>3</b> 4</div>\n"
    assert whitespace.squeeze_text(sent) == sent
    table = "<p>A</p>\n<table>\n  <tr>\n    <td>1\n 2</td>\n    <td>3</td>\n  </tr>\n</table>"
    assert whitespace.squeeze_text(table) == "<p>A</p><table><tr><td>1\n2</td><td>3</td></tr></table>"
