"""LaTeX that pymdownx.arithmatex has found, as MathML that a browser draws without script."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree
from xml.sax.saxutils import unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from math_core import LatexError, LatexToMathML

from guide import spans
from guide.finding import Finding
from guide.markdown.problem import problem, remark

RULE = "math-syntax"

_CONVERTER = LatexToMathML(fancy_error=False)
# `costs $5 a day, or 7$` is two prices and no product of letters.
_PRICE = re.compile(r"[\d.,]+[kKMB]?\s(?:[^\\{}]*\s)?[a-z]{3,}\b")
_LOOK = re.compile(r'style="(?:[^"]*;)?\s*(color|font)[\w-]*:')
_AFTER = re.compile(r"[.,;:!?)]+")
_WRAPPED = re.compile(r"\\([(\[])(.*)\\[)\]]", re.DOTALL)


def mathml(latex: str, display: bool) -> str:
    """The MathML of a formula.

    Raises:
        LatexError: begins with the offset of the mistake in ``latex``.
    """
    # From version 13 on, arithmatex escapes what stands on lines of its own.
    latex = unescape(latex.strip("\n"), {"&quot;": '"'})
    markup = _CONVERTER.convert_with_local_state(latex, displaystyle=display)
    if look := _LOOK.search(markup):
        command = re.search(r"\\(?:text)?(?:color|sc)", latex)
        raise LatexError(f"{command.start() if command else 0}: a formula has no {look[1]} of its own")
    return markup


def check(lines: list[str]) -> list[Finding]:
    """The formulas of a page that cannot be read.

    Args:
        lines: the page's lines, with fences and code spans blanked, as :attr:`guide.page.Page.prose`.

    Returns:
        findings of the rule math-syntax; ``line`` is 1-based in ``lines``, ``file`` is empty.
    """
    findings = []
    # No formula reaches over the end of a paragraph.
    for first, paragraph in spans.paragraphs(lines):
        for formula in spans.FORMULA.finditer(paragraph):
            kind = formula.lastgroup
            if kind == "inline" and _PRICE.match(formula[kind]):
                line = first + paragraph.count("\n", 0, formula.start()) + 1
                message, fix = f"this price begins a formula: {formula[0]}", "write \\$ for a dollar sign"
                findings.append(Finding("", line, RULE, message, formula[0].replace("\n", " "), fix))
                continue
            try:
                mathml(formula[kind], display=kind in ("block", "square"))
            except LatexError as error:
                lead = len(formula[kind]) - len(formula[kind].lstrip("\n"))
                offset = first + paragraph.count("\n", 0, formula.start(kind) + lead)
                findings.append(_finding(formula[kind].strip("\n"), error).at("", offset))
    return findings


def _finding(latex: str, error: LatexError) -> Finding:
    offset, _, what = str(error).partition(": ")
    before = latex[: int(offset)] if offset.isdigit() else ""
    line = before.count("\n")
    column = len(before) - before.rfind("\n")
    return Finding(
        line=line + 1,
        rule=RULE,
        message=f"the formula cannot be read at column {column}: {what or error}",
        source=latex.split("\n")[line],
        fix="correct the LaTeX, or write \\$ for a dollar sign",
    )


class _Dollars(InlineProcessor):
    """What arithmatex makes of dollars in a sentence, put right.

    ``$$x$$`` inside a paragraph is a formula of its own line, and the ``$`` of a price never begins a formula:
    between ``$2`` and ``$3`` in ``$2–$3`` stands no LaTeX.
    """

    PATTERN = r"(?<![\\$])(?:\$\$((?:\\.|[^\\$])+?)\$\$|\$(?=\d[^\s$]*[^\s$\\]\$\d))"

    def handleMatch(self, m: re.Match[str], data: str):
        if m[1] is None:
            return "$", m.start(0), m.end(0)
        formula = etree.Element("span", {"class": "arithmatex"})
        formula.text = AtomicString(f"\\[{m[1]}\\]")
        return formula, m.start(0), m.end(0)


class _MathML(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for parent in root.iter():
            for position, element in enumerate(parent):
                wrapped = _WRAPPED.fullmatch(element.text or "") if element.get("class") == "arithmatex" else None
                if wrapped:
                    formula = parent[position] = self._formula(element, wrapped[2], display=wrapped[1] == "[")
                    formula.tail = element.tail
                    if formula.get("class") == "formula":
                        _take_in(formula)

    def _formula(self, element: etree.Element, latex: str, display: bool) -> etree.Element:
        try:
            markup = mathml(latex, display)
        except LatexError as error:
            finding = _finding(latex.strip("\n"), error)
            return problem([finding]) if element.tag == "div" else remark(finding)
        formula = etree.Element(element.tag, {"class": "formula formula-display" if display else "formula"})
        # MathML has entities that the tree does not know.
        formula.text = self.md.htmlStash.store(markup)
        return formula


def _take_in(formula: etree.Element) -> None:
    """Put the period that follows ``formula`` into it, where no line breaks: one could begin with a period."""
    after = _AFTER.match(formula.tail or "")
    if after:
        formula.text = f"{formula.text}{after[0]}"
        formula.tail = (formula.tail or "")[after.end() :]


class MathExtension(Extension):
    """Needs ``pymdownx.arithmatex`` with ``generic: true``."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Just before arithmatex (189.9), after code (190).
        md.inlinePatterns.register(_Dollars(_Dollars.PATTERN, md), "dollars", 189.95)
        # After inline Markdown (20).
        md.treeprocessors.register(_MathML(md), "mathml", 18)


def makeExtension(**kwargs) -> MathExtension:
    return MathExtension(**kwargs)
