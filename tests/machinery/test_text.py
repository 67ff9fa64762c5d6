"""A page is text: what resembles HTML is shown, and attributes and links are names and addresses."""

from __future__ import annotations

import logging
import re

import markdown
import pytest

EXTENSIONS = [
    "tables",
    "toc",
    "admonition",
    "footnotes",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "guide.markdown.text",
]


def convert(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<div\n onclick=alert(1)>text</div>",
        "a <svg/onload=alert(1)> b",
        "!!! note\n    <base href='https://example.org/'>",
        "One ` stray.\n\n<button formaction=x>\n\nAnother ` stray.",
        "| a |\n|---|\n| <input autofocus onfocus=alert(1)> |",
        "text[^1]\n\n[^1]: <iframe src=x></iframe>",
        "a <!-- comment --> b",
        '```python title="<img src=x onerror=alert(1)>"\nx\n```',
        "<https://example.org/<script>>",
    ],
)
def test_html_is_shown_as_it_was_written(text: str):
    tags = set(re.findall(r"<([a-z0-9]+)", convert(text)))
    assert tags <= {
        "p",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sup",
        "a",
        "hr",
        "ol",
        "li",
        "span",
        "pre",
        "code",
    }


def test_an_attribute_list_gives_ids_and_classes():
    html = convert("# Title { #top .large onclick=alert(1) style='color: red' hidden }\n\ntext\n{ .lead onfocus=x }")
    assert html == '<h1 class="large" id="top">Title</h1>\n<p class="lead">text</p>'
    assert "onclick" not in convert("``` { .python onclick=alert(1) }\nx\n```")


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert(1))",
        "[x](JAVA&#115;cript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](&#1;javascript:alert(1))",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "![x](data:image/svg+xml,x)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](http://[::1)",
    ],
)
def test_a_link_leads_to_an_address(link: str, caplog):
    with caplog.at_level(logging.WARNING, "mkdocs.guide"):
        html = convert(link)
    assert "href" not in html and "src" not in html and 'class="problem"' in html
    assert "[link-scheme]" in caplog.text


def test_pages_addresses_and_mail_are_linked():
    html = convert(
        "[a](b.md#c:d) [a](../b) [a](https://x.org/?q=a:b) <https://x.org> <a@x.org> [a](mailto:a@x.org) [a](#b)"
    )
    assert html.count("<a href=") == 7
