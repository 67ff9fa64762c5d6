"""A page is read the same whatever its author's editor did to it, and never with an error."""

import re

from guide.page import FENCES, Page
from tests.rules import ROOT

TEXT = """\
---
title: Trams
tags: [a, b]
---

# Trams { #top }

Two `[^code]` words[^one] and [a *link*](other.md#there "title").

A stray ` here.

One more ` there[^three].

## 1. Clarify

| not | prose |
|---|---|
| here | neither |

```estimate
name: load
therefore: as measured[^two], see [the figure](#figure-the-line)
```

- item ![a tram](tram.png)

    ```mermaid
    flowchart LR
      accTitle: The line
      a --> b
    ```

/// card | Why?
    attrs: {id: why-trams}

Because.
///
"""


def page(text: str) -> Page:
    return Page("docs/case-studies/trams/index.md", text.encode())


def test_reads_what_stands_on_the_page():
    trams = page(TEXT)
    assert trams.meta["title"] == "Trams" and trams.meta_line("tags") == 3
    assert [(fence.name, fence.line) for fence in trams.fences] == [("estimate", 20), ("mermaid", 27)]
    assert trams.fences[1].body == "flowchart LR\n  accTitle: The line\n  a --> b"
    assert [(heading.level, heading.text, heading.id) for heading in trams.headings] == [
        (1, "Trams", "top"),
        (2, "1. Clarify", "1-clarify"),
    ]
    assert trams.citations == [("one", 8), ("three", 12), ("two", 22)]
    assert [(link.target, link.line, link.image) for link in trams.links] == [
        ("other.md#there", 8, False), ("tram.png", 25, True), ("#figure-the-line", 22, False)
    ]  # fmt: skip
    assert [(block.kind, block.title, block.line) for block in trams.written] == [("card", "Why?", 33)]
    assert {"top", "1-clarify", "estimate-load", "figure-the-line", "why-trams"} <= trams.anchors
    assert [(section.title, section.start, section.end) for section in trams.sections] == [
        ("", 1, 14),
        ("1. Clarify", 14, 39),
    ]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    same, trams = Page("x.md", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()), page(TEXT)
    assert same.lines == trams.lines and same.fences == trams.fences and not same.meta_findings


def test_bad_front_matter_is_a_finding_with_its_line():
    for text in (
        "",
        "# No front matter",
        "---\ntitle: [\n---\n",
        "---\n\ttitle: x\n---\n",
        "---\na: 1\na: 2\n---\n",
        "---\n- x\n---\n",
        "---\ntitle: x",
    ):
        broken = page(text)
        assert len(broken.meta_findings) == 1, text
        assert broken.meta_findings[0].line >= 1
    assert page("---\ntitle: x\nwrong: [\n---\n").meta_findings[0].line in (3, 4)


def test_nothing_on_a_page_is_an_error():
    for data in (b"\xff\xfe\x00", b"\x00\x01", b"```", b"---", b"/// card", b"[[[[](((", b"{{", b"\t\t#\r\r"):
        odd = Page("x.md", data)
        assert odd.headings is not None and odd.links is not None and odd.written is not None
        assert odd.citations is not None and odd.anchors is not None and odd.meta is not None


def test_the_builder_knows_the_same_blocks():
    configured = re.findall(r"^ +- name: (\w+)\n +class: \1$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert sorted(configured) == sorted(FENCES)
