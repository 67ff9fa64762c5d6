"""Whatever is typed into a page: no traceback, nothing active on it, and an end within two seconds.

Texts are made by chance of the pieces that Markdown, the blocks and an attacker are made of, the same ones each time. A
number in a failure makes the text again: ``text(number)``.
"""

from __future__ import annotations

import logging
import random
import time

import markdown
import pytest
from mkdocs.config import load_config

from guide import block
from guide.book import Book
from guide.markdown import math
from guide.page import Page
from guide.press import active
from tests.rules import ROOT, rules
from tests.selftest.test_selftest import good

PAGES, BOOKS = 250, 12
SECONDS = 2

SIGNS = [
    *"#-*_`$~^=|<>[](){}\\&\"' \t",
    "\n",
    "\n\n",
    "\n    ",
    "\n        ",
    "**",
    "``",
    "$$",
    "{{",
    "}}",
    "-->",
    "\\(",
    "\\[",
]
PIECES = [
    *("# ", "## ", "- ", "1. ", "> ", "> [!NOTE] ", "- [ ] ", "| a | b |\n|---|---|\n| ", "term\n:   ", "!!! note \"", "??? x \"", "=== \""),
    *("[a](", "[a][b]", "![a](", "[b]: ", "[^key]", "[^covington2016youtube]", "[^1]: ", "*[A]: ", "<https://x.org/", "<a@b.org>"),
    *("```\n", "~~~\n", "```python title=\"", "```mermaid\nflowchart LR\n  accTitle: ", "```catalog\n",
        "```plot\nname: p\nsweep: a.x\nfrom: 1\nto: 9\ndraw: [a.y]\naccDescr: x\ntitle: ",
        "/// twist | ",
        "/// clarify | ",
        "/// scenario | ",
 "```sources\nat: index.md\n```\n"),
    *("```estimate\nname: a\ntitle: T\nassume:\n  x: {value: 3, unit: user, why: ", "}\ncompute:\n  y: {is: x * 2}\ntherefore: \"", "\"\n```\n"),
    *("/// card | ", "/// decision | ", "/// deeper | ", "/// spoken\n", "/// box | ", "//// rubric\n", "///\n", "    attrs: {id: a, onclick: "),
    *("{ .a #b }", "{ onclick=x }", "{: style='x' }", "{{ a.y }}", "{ a.y }", "\\frac{1}{", "\\href{", "\\text{", "\\color{red}{x}"),
    *("word", "x < 5 & y > 3", "1,5", "$3", "(c)", "1/2", "todo", "é", "\u202e", "\x02wzxhzdk:0\x03", "\x00"),
]  # fmt: skip
ATTACKS = [
    *("<script>ran()</script>", "<img src=x onerror=ran()>", "<svg/onload=ran()>", "<iframe srcdoc=x>", "<base href=//x>"),
    *("</title><script>ran()</script>", "</article><script>ran()</script>", "\"><script>ran()</script>", "' onclick='ran()"),
    *('" onmouseover="ran()', "javascript:ran()", "java&#115;cript:ran()", "data:text/html,<script>", "&lt;script&gt;", "&#x3c;svg onload=ran()&#x3e;"),
    *("<!--", "]]>", "<math><mtext><style>", "<a href='javascript:x'>", "<a@b.org onclick=ran()>"),
]  # fmt: skip


def text(number: int) -> str:
    chance = random.Random(number)
    kinds = [SIGNS, PIECES, ATTACKS]
    picked = (chance.choice(kinds[min(chance.randrange(5), 2)]) for _ in range(chance.randint(1, 60)))
    return "".join(each * (1 if chance.random() < 0.9 else chance.randint(2, 15)) for each in picked)


@pytest.fixture(scope="module")
def convert():
    """Markdown as mkdocs.yml has it, in the book's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        config = load_config("mkdocs.yml")
        logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
        yield lambda text: markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs
        ).convert(text)
        logging.getLogger("mkdocs").setLevel(logging.NOTSET)


def test_every_page_is_converted_to_its_end_and_does_nothing(convert):
    for number in range(PAGES):
        started = time.process_time()
        written = text(number)
        body = convert(written)
        page = Page("docs/x.md", f"---\ntitle: x\n---\n\n{written}".encode())
        assert page.headings is not None and page.links is not None and page.anchors is not None
        block.check(page.prose), math.check(page.prose)
        assert time.process_time() - started < SECONDS, number
        html = f"<!doctype html><html><head><title>x</title></head><body><article>{body}</article></body></html>"
        assert not [*active.findings(str(number), html)], number


def test_no_rule_stumbles_over_any_page(tmp_path):
    found = [
        rule
        for rule in rules("source")
        if rule.id not in ("markdown-lint", "spelling", "workflow-security", "diagram-syntax")
    ]
    root = good("source", tmp_path)
    page, template = root / "docs/index.md", root / "docs/case-studies/_template/index.md"
    whole = template.read_text("utf-8").split("\n")
    for number in range(BOOKS):
        chance, written = random.Random(number), text(number)
        page.write_bytes(f"---\ntitle: {written[:40]}\ndescription: x\n---\n\n{written}".encode())
        at = chance.randrange(len(whole))
        template.write_text("\n".join([*whole[:at], *text(-number - 1).split("\n"), *whole[at + 2 :]]), "utf-8")
        (root / "docs/references.bib").write_text(
            f"@misc{{a,\n title = {{{written[:90]}}},\n author = {written[90:]}", "utf-8"
        )
        book = Book(root)
        for rule in found:
            assert all(finding.line >= 1 and finding.fix for finding in rule(book)), (number, rule.id)
