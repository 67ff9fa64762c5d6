"""Formulas: MathML while building, and a finding where the LaTeX cannot be read."""

from __future__ import annotations

import logging
import re

import markdown
import pytest

from guide.markdown.math import check


def convert(text: str) -> str:
    return markdown.markdown(
        text,
        extensions=["tables", "pymdownx.arithmatex", "guide.markdown.math"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )


def test_inline_and_display():
    html = convert("The rate $p = \\frac{a}{b}$ is\n\n$$\n\\sum_{i=1}^N x_i\n$$\n")
    assert '<span class="formula"><math><mi>p</mi>' in html
    assert '<div class="formula formula-display"><math display="block">' in html
    assert "$" not in html and "\\" not in html


def test_a_line_begins_with_no_period_after_a_formula():
    html = convert("The rate $r$, (or $s$). It is $t$ a day.")
    assert [*re.findall(r"</math>([^<]*)</span>", html)] == [",", ").", ""]


def test_display_inside_a_sentence_leaves_no_dollar():
    assert "$" not in convert("so that $$x^2$$ holds")


@pytest.mark.parametrize("text", ["$5 to $6", "$2–$3 an hour", "$38,000/$40,000", "about \\$7"])
def test_a_price_is_no_formula(text: str):
    assert convert(text) == f"<p>{text.replace(chr(92), '')}</p>"
    assert not check([text])


def test_a_formula_may_arrive_escaped():
    assert convert("$$\nl_j &lt; l_i &amp;\n$$") == convert("$$\nl_j < l_i &\n$$")


def test_code_is_no_formula():
    assert convert("`$x$`") == "<p><code>$x$</code></p>"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("good $x$\n\nbad $a + \\foo$ here", 3, 5),
        ("$$\na = b\n\\frac{1\n$$", 3, 8),
        ("one\ntwo $\\left( x$", 2, 9),
        ("$é + \\foo$", 1, 5),
        ("$a + \\textcolor{red}{b}$", 1, 5),
        ("$$\na + \\text{\\textsc{b}}\n$$", 2, 11),
    ],
)
def test_a_mistake_is_found_on_its_line_and_shown(text: str, line: int, column: int, caplog):
    (finding,) = check(text.split("\n"))
    assert (finding.line, finding.rule) == (line, "math-syntax")
    assert f"at column {column}" in finding.message
    with caplog.at_level(logging.WARNING, "mkdocs.guide"):
        assert "math-syntax" in convert(text)
    assert "[math-syntax]" in caplog.text


@pytest.mark.parametrize(
    "latex", ["{" * 3000, "\\def\\x{\\x}\\x", "\\href{javascript:alert(1)}{x}", "\\text{<b>}", "&", "\u0000"]
)
def test_no_input_ends_in_a_traceback(latex: str):
    assert "<b>" not in convert(f"${latex}$")
