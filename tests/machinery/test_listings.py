"""The catalog and the list of sources, made from the pages themselves."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from pymdownx.superfences import fence_code_format

from guide.markdown.typography import NO_BREAK

CASE = """\
---
title: {title}
description: How *{title}* works.
task: ranking
domain: media
tags: [feeds, two towers]
reviewed: 2026-11-21
---

# {title}

It is known.[^a2020] And `[^b2021]` is not.
"""
BIB = "\n".join(
    f"@misc{{{key}, title={{{title}}}, author={{{author}}}, year=2020, url={{https://example.org}}}}"
    for key, title, author in (("b2021", "B", "Zed, A."), ("a2020", "A", "abel, B."))
)


@pytest.fixture
def book(tmp_path: Path):
    for slug, title in (("video", "Video"), ("ads", "Ads"), ("_template", "Template")):
        folder = tmp_path / "docs/case-studies" / slug
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(CASE.format(title=title), encoding="utf-8")
    (tmp_path / "docs/index.md").write_text("# Home", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("nav:\n  - case-studies/video/index.md\n  - case-studies/ads/index.md\n")
    (tmp_path / "docs/reference").mkdir()
    (tmp_path / "docs/reference/sources.md").write_text("# Sources", encoding="utf-8")
    (tmp_path / "docs/references.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def convert(book: Path, text: str, monkeypatch) -> str:
    monkeypatch.chdir(book)
    fences = [{"name": name, "class": name, "format": fence_code_format} for name in ("catalog", "sources")]
    return markdown.markdown(
        text,
        extensions=["pymdownx.superfences", "guide.markdown.listings"],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )


def test_the_catalog_lists_published_cases_in_the_book_s_order(book: Path, monkeypatch):
    html = convert(book, "```catalog\n```", monkeypatch)
    assert re.findall(r'<a href="([^"]*)">([^<]*)', html) == [
        ("case-studies/video/index.md", "Video"),
        ("case-studies/ads/index.md", "Ads"),
    ]
    assert html.count(f'<span class="minutes">1{NO_BREAK}min</span>') == 2
    assert '<li data-domain="media" data-tags="feeds,two towers" data-task="ranking">' in html
    assert "How *Ads* works." in html


def test_sources_lead_to_the_pages_that_cite_them(book: Path, monkeypatch):
    html = convert(book, "```sources\nat: reference/sources.md\n```", monkeypatch)
    assert re.findall(r'<li id="([^"]*)"', html) == ["source-a2020", "source-b2021"]
    links = re.findall(r'<a href="(\.\.[^"]*)">', html)
    assert links == ["../case-studies/ads/index.md", "../case-studies/video/index.md"]


def test_broken_front_matter_is_shown(book: Path, monkeypatch):
    (book / "docs/case-studies/ads/index.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    html = convert(book, "```catalog\n```", monkeypatch)
    assert "front-matter" in html and "case-studies/video/index.md" in html


@pytest.mark.parametrize("body", ["at: nowhere.md", "at: [", "order: [a]", "x"])
def test_a_listing_says_where_it_stands(book: Path, body: str, monkeypatch):
    assert "listing-form" in convert(book, f"```sources\n{body}\n```", monkeypatch)
