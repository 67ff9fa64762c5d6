"""A sign that Markdown does not take up reaches the reader as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide import spans
from guide.finding import Finding
from guide.page import Page

FIX = "write it as the template does, or put a backslash before the sign that is meant"

_ALERT = re.compile(r"\s*>\s*\[!\w+\]")
_TASK = re.compile(r"\s*[-*+] \[[ xX]\] ")
_ONE_BRACE = re.compile(r"(?<!\{)\{ ?([a-z]\w*\.[\w ]*\w) ?(?:\| ?number ?)?\}(?!\})", re.IGNORECASE)
_CITED = re.compile(r"\[\^[^\]]*\s[^\]]*\](?!:)|\[-?@[\w:.-]+\]")
_REFERENCE = re.compile(r"(?<![\\!])\[([^\[\]^][^\[\]]*)\]\[([^\[\]]*)\]")
_DEFINED = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:")
_STRONG = re.compile(r"(?<!\\)\*\*")
_TICK = re.compile(r"(?<!\\)`")


def findings(page: Page) -> Iterator[Finding]:
    options = [range(block.line, block.end) for block in page.blocks_of("decision")]
    defined = {match[1].lower() for line in page.plain if (match := _DEFINED.match(line))}
    for number, line in enumerate(page.plain, 1):
        if _ALERT.match(line):
            yield page.finding(
                number, "a quotation does not become a note", "write !!! note and the text below, indented"
            )
        if _TASK.match(line) and not any(number in lines for lines in options):
            yield page.finding(number, "a box to tick is text", "write a list; options stand in a /// decision")
        if value := _ONE_BRACE.search(line):
            yield page.finding(number, f"{value[0]} is no value", f"write {{{{ {value[1]} }}}}")
        if cited := _CITED.search(line):
            yield page.finding(number, f"{cited[0]} is no citation", "write [^key], a key without spaces")
        for text, name in _REFERENCE.findall(line):
            if (name or text).lower() not in defined:
                yield page.finding(number, f"no line says where [{name or text}] leads", f"write [{text}](address)")
    for first, text in spans.paragraphs(page.plain):
        if len(_STRONG.findall(text)) % 2:
            yield page.finding(first + 1, "a ** has no other that closes it")
        if tick := _TICK.search(text):
            line = first + 1 + text.count("\n", 0, tick.start())
            yield page.finding(line, "a backtick has no other that closes it")
