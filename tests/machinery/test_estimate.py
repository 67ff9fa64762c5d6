"""Estimates: units checked, results said as one says them, every mistake a finding on its line."""

from __future__ import annotations

import re
from html import unescape

import markdown
import pytest
from pymdownx.superfences import fence_code_format

from guide.estimate import Sheet
from guide.estimate.units import UnitError, Units, read_number

LOAD = """\
name: load
title: Ranking load
assume:
  users:      {value: 300e6, unit: user, why: daily active users}
  visits:     {value: 12, unit: request/user/day, why: openings of the feed}
  peak:       {value: 3, why: the evening}
  candidates: {value: 500, unit: item/request, why: what retrieval leaves}
compute:
  mean load: {is: users * visits, unit: request/s}
  peak load: {is: mean_load * peak, unit: request/s}
  scores:    {is: peak_load * candidates, unit: item/s}
therefore: >-
  {scores} is too many.
"""
FLEET = """\
name: fleet
title: Fleet
assume:
  speed: {value: 5000, unit: item/s/gpu, why: measured}
  price: {value: 2.5, unit: $/gpu/h, why: list price}
compute:
  gpus: {is: ceil(load.scores / speed), unit: gpu}
  bill: {is: gpus * price, unit: $/month}
therefore: "{bill}"
"""


def rules(*blocks: str) -> list[tuple[int, str]]:
    """The line and the rule of every finding in the first block."""
    return [(finding.line, finding.rule) for index, finding in Sheet.read(list(blocks)).findings if index == 0]


def spoken(value: float, unit: str, digits: int | None = 2) -> str:
    units = Units([unit])
    read = units.read(unit)
    return units.speech(read, digits).say(value * read.factor)


@pytest.mark.parametrize("order", [(LOAD, FLEET), (FLEET, LOAD)])
def test_blocks_are_one_sheet_in_any_order(order):
    sheet = Sheet.read(list(order))
    assert sheet.findings == []
    assert sheet.value("load.mean load").spoken == "42,000 requests a second"
    assert sheet.value("load.scores").magnitude == pytest.approx(300e6 * 12 / 86400 * 3 * 500)
    assert sheet.value("fleet.gpus").spoken == "13,000 GPUs"
    assert sheet.value("fleet.bill").spoken == "$23 million a month"


@pytest.mark.parametrize(
    ("value", "unit", "digits", "words"),
    [
        (1.4e6, "request/s", 2, "1.4 million requests a second"),
        (51.2e9, "byte", 2, "51 GB"),
        (999.7, "kB", 2, "1 MB"),
        (38_200, "$/month", 2, "$38,000 a month"),
        (0.7, "percent", None, "0.7%"),
        (0.0032, "s", 2, "3.2 ms"),
        (125, "ms", 2, "125 ms"),
        (315, "machine", 2, "315 machines"),
        (314.6, "machine", 2, "310 machines"),
        (1, "machine", 2, "1 machine"),
        (2, "query", 2, "2 queries"),
        (12, "request/user/day", None, "12 requests a day per user"),
        (300e6, "user", None, "300 million users"),
        (1_234_567, "user", None, "1,234,567 users"),
        (999_960_000, "user", 2, "1 billion users"),
        (2.5, "dollar/gpu/h", None, "$2.50 an hour per GPU"),
        (5, "machine-second", 2, "5 machine-seconds"),
        (1450, "", 2, "1,500"),
        (-0.25, "", 2, "−0.25"),
        (0, "GB", 2, "0 bytes"),
        (1.5e-7, "", 2, "1.5 × 10⁻⁷"),
        (6.3e21, "FLOP", 2, "6.3 ZFLOP"),
        (3, "snark", 2, "3 snarks"),
        (3, "people", 2, "3 people"),
        (3, "movies", 2, "3 movies"),
        (1, "caches", 2, "1 cache"),
        (1, "news", 2, "1 news"),
        (2, "human_vertex", 2, "2 human vertices"),
        (2, "matrix", 2, "2 matrices"),
        (3, "exam", 2, "3 exams"),
        (3, "km", 2, "3 km"),
        (30, "m", 2, "30 m"),
    ],
)
def test_a_quantity_is_said_as_one_says_it(value, unit, digits, words):
    assert spoken(value, unit, digits) == words


def test_the_row_says_how_many_digits():
    sheet = Sheet.read([LOAD.replace("unit: item/s}", "unit: item/s, say: 3}")])
    assert sheet.value("load.scores").spoken == "62.5 million items a second"


def test_another_page_lends_its_blocks():
    pages = {"a.md": [LOAD], "b.md": ["from: a.md"], "c.md": ["from: c.md"]}
    assert Sheet.read(["from: b.md", FLEET], pages.__getitem__).value("fleet.bill").spoken == "$23 million a month"
    assert rules("from: nowhere.md") == [(1, "estimate-syntax")]


def test_two_pages_may_have_blocks_of_one_name():
    pages = {"a.md": [LOAD], "b.md": [LOAD.replace("300e6", "600e6"), FLEET]}
    imports = ["from: a.md", "from: b.md\nas: other"]
    sheet = Sheet.read(imports, pages.__getitem__)
    assert sheet.findings == []
    assert sheet.value("load.mean load").spoken == "42,000 requests a second"
    assert sheet.value("other_load.mean load").spoken == "83,000 requests a second"
    assert sheet.value("other_fleet.gpus").spoken == "25,000 GPUs"
    [(index, finding)] = Sheet.read(["from: a.md", "from: b.md"], pages.__getitem__).findings
    assert (index, finding.line) == (1, 1)
    assert "a.md and b.md both have a block named load" in finding.message
    assert "as: other" in finding.fix
    assert rules("from: a.md\nas: b c") == [(1, "estimate-syntax"), (2, "estimate-syntax")]


def test_pages_that_import_each_other_are_told_so():
    pages = {"a.md": ["from: b.md"], "b.md": ["from: c.md", LOAD], "c.md": ["from: a.md"], "self.md": ["from: self.md"]}
    [(_, finding)] = Sheet.read(pages["a.md"], pages.__getitem__).findings
    assert (finding.rule, finding.message) == ("estimate-cycle", "the page and b.md import each other")
    [(_, finding)] = Sheet.read(pages["self.md"], pages.__getitem__).findings
    assert (finding.rule, finding.message) == ("estimate-cycle", "the page imports itself")


@pytest.mark.parametrize(
    ("text", "number"),
    [("12,000", 12e3), ("1.5k", 1500), ("1,234,567.8", 1234567.8), ("300 million", 3e8), (".5", 0.5), ("1_000", 1e3)]
    + [(text, None) for text in ("2,50", "1,5", "12,", "0,700", "1,2,3", "12,00,000", "1.5.2", "many", "")],
)
def test_a_number_is_read_as_one_writes_it(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("'2,50'", "write 2.50;"),
        ("'12,'", "write 12;"),
        ("'1,5 million'", "write 1.5 million;"),
        ("5 m", "as in 5 million"),
    ],
)
def test_a_number_that_can_be_misread_is_refused(text, fix):
    [(_, finding)] = Sheet.read([LOAD.replace("300e6", text)]).findings
    assert (finding.line, finding.rule) == (4, "estimate-syntax")
    assert fix in finding.fix


@pytest.mark.parametrize("texts", [["km", "m"], ["m", "km"], ["inch", "pinch"], ["pinch", "inch"]])
def test_the_order_of_units_decides_nothing(texts):
    units = Units(texts)
    first, second = (units.read(text) for text in texts)
    assert (first.base == second.base) == ("m" in texts)


@pytest.mark.parametrize(("text", "instead"), [("mB", "MB"), ("mbit", "Mbit"), ("gpus/GPU", "gpu"), ("GB/S", "s")])
def test_a_unit_that_can_be_misread_is_refused(text, instead):
    with pytest.raises(UnitError) as refused:
        Units([text]).read(text)
    assert refused.value.fix.startswith(f"write {instead};")


def test_exponents_add_up():
    powers = "name: a\ntitle: A\nassume:\n  a: {value: 2, unit: byte, why: x}\ncompute:\n  b: {is: a**0.7 * a**0.2 * a**0.1, unit: byte}\ntherefore: x\n"
    assert Sheet.read([powers]).findings == []


@pytest.mark.parametrize(
    ("written", "instead", "line", "rule"),
    [
        ("users * visits", "users *", 9, "estimate-syntax"),
        ("users * visits", "__import__('os')", 9, "estimate-syntax"),
        ("users * visits", "users.a.b", 9, "estimate-syntax"),
        ("users * visits", "9" * 400, 9, "estimate-syntax"),
        ("users * visits", "(" * 250, 9, "estimate-syntax"),
        ("users * visits", "users * visits * 2 ** 10 ** 10", 9, "estimate-syntax"),
        ("users * visits", "users * visits * ln(0)", 9, "estimate-syntax"),
        ("users * visits", "userz * visits", 9, "estimate-unknown-name"),
        ("users * visits", "scores / candidates", 9, "estimate-cycle"),
        ("users * visits", "users", 9, "estimate-unit"),
        ("users * visits", "users + visits", 9, "estimate-unit"),
        ("users * visits", "ln(users) * visits * users", 9, "estimate-unit"),
        ("users * visits", "users * visits / (peak - 3)", 9, "estimate-zero-division"),
        ("unit: user,", "unit: usr,", 4, "estimate-unit"),
        ("unit: item/s}", "unit: item per}", 11, "estimate-unit"),
        ("{scores}", "{scors}", 13, "estimate-value-unknown"),
        ("{scores}", "{{ fleet.x }}", 13, "estimate-value-unknown"),
        ("300e6", "1e400", 4, "estimate-syntax"),
        ("300e6", ".nan", 4, "estimate-syntax"),
        ("300e6", "[1]", 4, "estimate-syntax"),
        (", why: the evening", "", 6, "estimate-syntax"),
        ("the evening", "the evening, at nine", 6, "estimate-syntax"),
        ("the evening", "at night: much", 6, "estimate-syntax"),
        ("the evening", "the evening[^1]", 6, "estimate-syntax"),
        ("  peak:", "\tpeak:", 6, "estimate-syntax"),
        ("peak load:", "visits:", 10, "estimate-syntax"),
        ("peak load:", "95th:", 10, "estimate-syntax"),
        ("name: load", "name: lo-ad", 1, "estimate-syntax"),
        ("title: Ranking load\n", "", 1, "estimate-syntax"),
        ("therefore: >-\n  {scores} is too many.\n", "", 1, "estimate-syntax"),
        ("therefore: >-\n  ", "therefore: ", 12, "estimate-syntax"),
    ],
)
def test_a_mistake_is_a_finding_on_its_line(written, instead, line, rule):
    assert written in LOAD
    assert (line, rule) in rules(LOAD.replace(written, instead))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "- a",
        "a",
        "name: &a [*a]",
        "[" * 100_000,
        "- " * 100_000,
        "? [a]\n: b",
        "assume:\ncompute:",
        "a: 1\n---\nb: 2",
    ],
)
def test_no_text_ends_in_a_traceback(text):
    assert {rule for _, rule in rules(text)} == {"estimate-syntax"}


def test_all_mistakes_are_told_at_once():
    several = (
        LOAD.replace("300e6", "many")
        .replace("mean_load * peak", "mean_load * pek")
        .replace("unit: item/s}", "unit: item}")
    )
    assert rules(several) == [(4, "estimate-syntax"), (10, "estimate-unknown-name"), (11, "estimate-unit")]


def test_a_finding_says_both_units_and_what_to_write():
    [(_, finding)] = Sheet.read([LOAD.replace("users * visits", "users * visits * candidates")]).findings
    assert "item/s" in finding.message and "request/s" in finding.message
    assert finding.fix.startswith("write unit: item/s")
    assert finding.source.strip().startswith("mean load:")


CHOICE = """\
name: choice
title: Block or challenge?
headline: [cost of blocking, cost of a challenge]
assume:
  fee: {value: 20, unit: dollar, why: of a dispute}
  rate: {value: 1, unit: percent, why: measured}
compute:
  cost of blocking: {is: fee * rate, unit: dollar}
  cost of a challenge: {is: 0.5 $/request * 1 request, unit: dollar}
holds: cost_of_blocking < cost_of_a_challenge and 0 dollar < fee
otherwise: "Challenge, for {cost of a challenge}."
therefore: "Block, for {cost of blocking}."
"""


def test_a_number_in_a_formula_may_carry_its_unit():
    sheet = Sheet.read([CHOICE])
    assert sheet.findings == []
    assert sheet.value("choice.cost of a challenge").spoken == "$0.50"
    row = LOAD.replace("users * visits,", "users * 12 request/user/day + 5 request / 1 s,")
    assert (
        Sheet.read([row.replace("{value: 12", "{value: 1")]).value("load.mean load").spoken
        == "42,000 requests a second"
    )


@pytest.mark.parametrize(
    ("written", "instead", "line", "rule"),
    [
        ("0.5 $/request", "0.5 $/reqest", 9, "estimate-unit"),
        ("0.5 $/request", "0.5 $", 9, "estimate-unit"),
        ("fee * rate", "2 fee * rate", 8, "estimate-syntax"),
        ("cost_of_blocking < cost", "cost_of_blocking > cost", 10, "estimate-holds"),
        ("cost_of_blocking < cost", "cost_of_blocks < cost", 10, "estimate-unknown-name"),
        ("0 dollar < fee", "0 s < fee", 10, "estimate-unit"),
        ("0 dollar < fee", "fee", 10, "estimate-syntax"),
        ("0 dollar < fee", "fee / 0 < 1 dollar", 10, "estimate-zero-division"),
        ("holds: ", "# ", 11, "estimate-syntax"),
        ("[cost of blocking, ", "[cost of blocks, ", 3, "estimate-value-unknown"),
        ("[cost of blocking, cost of a challenge]", "fee", 3, "estimate-syntax"),
        ("[cost of blocking, ", "[fee, rate, cost of blocking, ", 3, "estimate-syntax"),
        ("for {cost of a challenge}", "for {cost of challenge}", 11, "estimate-value-unknown"),
    ],
)
def test_a_mistake_about_the_conclusion_is_a_finding_on_its_line(written, instead, line, rule):
    assert written in CHOICE
    assert (line, rule) in rules(CHOICE.replace(written, instead))


def test_what_is_shown_large():
    assert Sheet.read([CHOICE]).blocks[0].headline == ["choice.cost_of_blocking", "choice.cost_of_a_challenge"]
    silent = LOAD.replace("{scores} is too many", "Too many")
    assert [Sheet.read([block]).blocks[0].headline for block in (LOAD, silent)] == [["load.scores"]] * 2


def test_what_is_concluded_otherwise_is_hidden(tmp_path):
    html = render(f"```estimate\n{CHOICE}```\n", tmp_path)
    assert '<div class="estimate-otherwise" data-search-exclude="" hidden="">\n<p>Challenge, for <span' in html
    # What only makes units agree is not shown.
    assert "1 request, unit: dollar" in CHOICE and "<td>$0.50</td>" in html
    assert '"holds":["and",["<","cost_of_blocking","cost_of_a_challenge"],["<","0 dollar","fee"]]' in unescape(html)


def test_braces_in_code_and_mathematics_stay():
    sheet = Sheet.read([LOAD.replace("is too many", "is $x_{i}$ and `{y}`")])
    assert sheet.blocks[0].therefore == "{{ load.scores }} is $x_{i}$ and `{y}`."


def test_two_blocks_need_two_names():
    assert [index for index, _ in Sheet.read([LOAD, LOAD]).findings] == [1]
    assert [index for index, _ in Sheet.read([LOAD, "from: a.md"], lambda path: [LOAD]).findings] == [0]


def render(text: str, tmp_path) -> str:
    fences = [{"name": "estimate", "class": "estimate", "format": fence_code_format}]
    return markdown.markdown(
        text,
        extensions=[
            "pymdownx.superfences",
            "admonition",
            "footnotes",
            "guide.markdown.estimates",
            "guide.markdown.math",
            "guide.markdown.text",
            "pymdownx.arithmatex",
        ],
        extension_configs={
            "pymdownx.superfences": {"custom_fences": fences},
            "pymdownx.arithmatex": {"generic": True},
            "guide.markdown.estimates": {"base_path": str(tmp_path)},
        },
    )


def test_a_block_is_a_table_and_its_values_are_in_the_prose(tmp_path):
    html = render(f"Peak: {{{{ load.peak_load }}}}, `{{{{ load.x }}}}`.\n\n```estimate\n{LOAD}```\n", tmp_path)
    assert 'data-value="load.peak_load">130,000 requests a second</span>, <code>{{ load.x }}</code>' in html
    assert '<section aria-labelledby="estimate-load-title" class="estimate" id="estimate-load">' in html
    assert "<td>300 million × 12 a day</td>\n<td>42,000 requests a second</td>" in html
    assert (
        '<dt>scores</dt>\n<dd><span class="estimate-value" data-value="load.scores">63 million items a second' in html
    )
    assert '<div class="estimate-conclusion">\n<p><span class="estimate-value"' in html
    assert "<summary>The arithmetic: 4 assumptions, 3 results</summary>" in html
    assert html.index("estimate-headline") < html.index("estimate-conclusion") < html.index("estimate-arithmetic")


def test_a_block_within_a_block_and_markdown_within_its_texts(tmp_path):
    block = LOAD.replace("the evening", "'the *evening*[^1]'")
    html = render(
        "!!! note\n\n    ```estimate\n"
        + "".join(f"    {line}\n" for line in block.splitlines())
        + "    ```\n\n[^1]: Note.\n",
        tmp_path,
    )
    assert "<em>evening</em><sup" in html


def test_what_a_block_says_is_no_html_and_its_table_no_mathematics(tmp_path):
    active = "<script>alert(1)</script><svg onload=alert(1)>"
    block = LOAD.replace("the evening", f'"$20 < $30 {active}"').replace("Ranking load", f"Ranking {active}")
    block = (
        block.replace("visits:", '"visits <i>":')
        .replace("* visits", "* visits_i")
        .replace("is too many", f"is {active} $a<b$")
    )
    html = render(f"```estimate\n{block}```\n", tmp_path)
    texts = html.replace("</section>", "").split("<template")[0]
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&lt;svg onload=alert(1)&gt;") == 3
    assert "<script" not in html and "<svg" not in html and "<i>" not in html
    assert "<td>$20 &lt; $30 &lt;script" in texts


def test_another_page_is_read_from_the_docs_and_nowhere_else(tmp_path, caplog):
    (tmp_path / "docs").mkdir()
    for path in ("docs/a.md", "out.md"):
        (tmp_path / path).write_text(f"# A\n\n```estimate\n{LOAD}```\n")
    fence = "```estimate\nfrom: {}\n```\n\nPeak: {{{{ load.peak_load | number }}}}."
    assert ">130,000</a>." in render(fence.format("a.md"), tmp_path / "docs")
    assert not caplog.records
    assert "no page at ../out.md" in render(fence.format("../out.md"), tmp_path / "docs")


def test_a_number_from_another_page_leads_to_its_arithmetic_at_the_end(tmp_path):
    (tmp_path / "a.md").write_text(f"# A\n\n```estimate\n{LOAD}```\n")
    html = render(
        "## Of {{ load.users }}\n\nPeak: {{ load.peak_load }}, {{ load.peak_load | number }}.\n\n"
        "[{{ load.scores }}](b.md)\n\n```estimate\nfrom: a.md\n```\n\n## Last\n",
        tmp_path,
    )
    assert html.count('href="#number-load-peak_load"') == 2
    # A link within a link leads nowhere, and a heading's words are its link.
    assert html.count('<a class="estimate-value"') == 2
    rows = re.findall(
        r'<tr class="\w+" id="([^"]+)">\n<th scope="row">([^<]+)</th>\n<td>([^<]+)', html[html.index("Last") :]
    )
    assert [row[:2] for row in rows] == [
        ("number-load-users", "users"),
        ("number-load-peak_load", "peak load"),
        ("number-load-scores", "scores"),
    ]
    assert rows[1][2] == "41,700 a second × 3"
    own = render(f"Peak: {{{{ load.peak_load }}}}.\n\n```estimate\n{LOAD}```\n", tmp_path)
    assert "#number-" not in own and "origins" not in own


def test_a_mistake_shows_on_the_page_and_fails_a_strict_build(tmp_path, caplog):
    html = render(
        f"{{{{ load.peek }}}} {{{{ load.peak | loud }}}}\n\n```estimate\n{LOAD.replace('users *', 'user *')}```\n",
        tmp_path,
    )
    assert 'class="admonition failure problem"' in html and "did you mean users?" in html
    assert sum(record.name == "mkdocs.guide" for record in caplog.records) == 3
