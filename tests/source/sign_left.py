"""A sign that Markdown does not take up reaches the reader as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from guide import spans
from guide.estimate import PROSE_VALUE
from guide.finding import Finding
from guide.page import Page

FIX = "write it as the template does, or put a backslash before the sign that is meant"

# Signs of other tools, and near misses of ours: pattern, what it is not, and what to write.
_SIGNS = [
    (re.compile(pattern), what, fix)
    for pattern, what, fix in (
        (r"^\s*>\s*\[!\w+\]", "a quotation does not become a note", "write !!! note and the text below, indented"),
        (r"^\s*:::", "three colons open no note", "write !!! note and the text below, indented"),
        (r"^\s*!!(?!!)\s*\w", "two marks open no note", "write !!! note and the text below, indented"),
        (r"^\s*==(?!=)\s+\"", "two signs open no tab", 'write === "Title" and the text below, indented'),
        (r"^\s*-+8<-+", "nothing is taken from another file", "write the text itself, or link to its page"),
        (r"^\s*\[TOC\]", "the book lists what a page contains", "take it out"),
        (r"\{%|%\}|\{# |#\}", "a page is no template", "write the text itself"),
        (r"%%.+%%", "a remark reaches the reader", "take it out"),
        (r"~~[^~\s]|==[^=\s][^=]*==|\{(?:\+\+|--|>>|~~)", "text is neither struck out nor marked", "write what holds"),
        (r"\+\+[a-z][\w+-]*\+\+", "a key has no signs of its own", "write its name between backticks"),
        (r"(?<![\w:/]):[a-z][\w+-]*:(?![\w:/])", "a name between colons is no picture", "say it in words"),
        (r"\[\[[^\[\]^]+\]\]", "two brackets make no link", "write [text](page.md)"),
        (r"\]\s+\((?:[^()\s]+\.md|https?:)", "a space parts the link", "write [text](page.md)"),
        (r"\]\([^()\s\"<]+\s[^()\"]*\)", "an address has no space", "correct the address"),
        (r"\[[^\[\]()]*\((?:[^()\s]+\.md|https?:)[^()\s]*\)", "the link lacks a bracket", "write [text](page.md)"),
        (r"(?<!!)\[\s*\]\([^()]+\)", "the link has no words", "write what it leads to between the brackets"),
        (r"<(?!https?:|mailto:)[a-z][a-z\d+.-]*:[^<>\s]*>", "it is no link", "write [text](https://…)"),
        (
            r"\[\^[\w:.-]*(?![\w\]:.-])|\[\^\](?!:)|(?<!\\)\^\[",
            "it is no citation",
            "write [^key], a key without spaces",
        ),
        (r"\[-?@[\w:.-]+\]|(?<![\]!])\[[a-z]+\d{4}[a-z]+\](?![(\[:])", "it is no citation", "write [^key]"),
        (r"\\(?:cite\w*|ref|textbf|textit|emph|section|item)\b", "LaTeX is read in formulas only", "write Markdown"),
        (r"^\s*(?:[•▪◦·–]\s|-[A-Za-z]|\d+\)\s|[a-z]\)\s)", "it is no list", "begin each item with - or 1. and a space"),
        (r"(?<![\w\\])\d+\^-?\d|\w~\d+~", "the number has no exponent", "write it out, or between dollar signs"),
        (
            r"\$\$|\\[()]|\$(?=[A-Za-z\\])|\$ [^$\d\s][^$]{0,40} \$",
            "it is no formula",
            "write it as $x$; a price as $5",
        ),
        (
            r"&(?:#x?[\da-fA-F]+|shy|zwn?j|[lr]rm|nbsp|e[nm]sp|thinsp);",
            "an entity hides a sign",
            "type the sign itself",
        ),
        (r"\{\{|\}\}", "the braces hold no value", "write {{ block.label }}"),
    )
]
_TASK = re.compile(r"\s*[-*+] \[[ xX]\] ")
_ONE_BRACE = re.compile(r"(?<!\{)\{ ?([a-z]\w*\.[\w ]*\w) ?(?:\| ?number ?)?\}(?!\})", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![\\!])\[([^\[\]^][^\[\]]*)\]\[([^\[\]]*)\]")
_DEFINED = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:")
_STRONG = re.compile(r"(?<!\\)\*\*")
# A sign that opens: before a word, and not behind one.
_LEAN = re.compile(r"(?<![^\s(\"])(?:\*(?=\w)(?!.*[^\s*\\]\*)|_(?=[^\W_])(?!.*[^\s\\]_(?!\w)))", re.DOTALL)
_TICK = re.compile(r"(?<!\\)`")
_OPENING = re.compile(r"\s*(?:!!!|\?\?\?|===(?!=))")
_TITLED = re.compile(r"\s*(?:(?:!!!|\?\?\?\+?) ?([\w-]+)|===[+!]*)(?: +\"[^\"]+\")?\s*")
_NOTES = (
    "note",
    "abstract",
    "info",
    "tip",
    "success",
    "question",
    "warning",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
)
_TOLD = ("", "number", "here")


def findings(page: Page) -> Iterator[Finding]:
    options = [range(block.line, block.end) for block in page.blocks_of("decision")]
    defined = {match[1].lower() for line in page.plain if (match := _DEFINED.match(line))}
    for number, line in enumerate(page.plain, 1):
        # What values have between their braces is no sign.
        text = PROSE_VALUE.sub("0", line)
        if wrong := next(((found[0].strip(), *told) for sign, *told in _SIGNS if (found := sign.search(text))), None):
            yield page.finding(number, f"{wrong[0]}: {wrong[1]}", wrong[2])
        yield from _values(page, number, line)
        if _OPENING.match(line):
            yield from _titled(page, number, line)
        if _TASK.match(line) and not any(number in lines for lines in options):
            yield page.finding(number, "a box to tick is text", "write a list; options stand in a /// decision")
        if value := _ONE_BRACE.search(line):
            yield page.finding(number, f"{value[0]} is no value", f"write {{{{ {value[1]} }}}}")
        for text, name in _REFERENCE.findall(line):
            if (name or text).lower() not in defined:
                yield page.finding(number, f"no line says where [{name or text}] leads", f"write [{text}](address)")
    for first, text in spans.paragraphs(page.plain):
        if len(_STRONG.findall(text)) % 2 and text.strip("* "):
            yield page.finding(first + 1, "a ** has no other that closes it")
        elif lean := _LEAN.search(_STRONG.sub("", text)):
            yield page.finding(first + 1, f"a {lean[0]} has no other that closes it")
        if tick := _TICK.search(text):
            line = first + 1 + text.count("\n", 0, tick.start())
            yield page.finding(line, "a backtick has no other that closes it")


def _values(page: Page, number: int, line: str) -> Iterator[Finding]:
    for value in PROSE_VALUE.finditer(line):
        if value[2] and value[2] not in _TOLD:
            yield page.finding(number, f"{value[0]}: no value is told as {value[2]}", "write | number, or leave it out")
        elif value[2] == "here" and not any(each.line < number < each.end for each in page.blocks_of("scenario")):
            yield page.finding(number, f"{value[0]}: only a scenario has values of its own", "leave | here out")


def _titled(page: Page, number: int, line: str) -> Iterator[Finding]:
    titled = _TITLED.fullmatch(line)
    if not titled:
        yield page.finding(number, "the title does not stand between quotation marks", 'write !!! note "Title"')
    elif titled[1] and titled[1] not in _NOTES:
        near = get_close_matches(titled[1], _NOTES, n=1)
        fix = f"write {near[0]}" if near else f"write one of {', '.join(_NOTES)}"
        yield page.finding(number, f"no note is called {titled[1]}", fix)
