"""Show estimate blocks as tables, and their values in prose; hand the browser what it needs to compute them again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from guide.estimate import PROSE_VALUE, Block, Row, Sheet, Tree, canonical
from guide.estimate.units import EXACT, Speech, say_number
from guide.finding import Finding
from guide.markdown.fences import PRIORITY, FenceTreeprocessor
from guide.markdown.problem import problem, remark
from guide.page import Page

_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "negative": 3, "**": 4}
_FUNCTIONS = {"sqrt": "√", "log2": "log₂", "log10": "log₁₀", "ceil": "round up", "floor": "round down"}


class EstimateExtension(Extension):
    """```` ```estimate ```` blocks and ``{{ block.label }}``."""

    def __init__(self, **kwargs):
        self.config = {"base_path": ["docs", "the folder that `from:` paths start at"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        blocks = _Blocks(md, Path(self.getConfig("base_path")))
        md.treeprocessors.register(blocks, "estimates", PRIORITY)
        # After code, mathematics and backslash escapes, which may hold braces of their own.
        md.inlinePatterns.register(_ProseValue(blocks, md), "estimate-values", 175)


class _Blocks(FenceTreeprocessor):
    name = "estimate"
    sheet: Sheet

    def __init__(self, md: Markdown, base: Path):
        super().__init__(md)
        self.base = base

    def begin(self, sources: list[str]) -> None:
        self.sheet = Sheet.read(sources, self._blocks_of)
        self._indices = iter(range(len(sources)))

    def build(self, source: str, placeholder: str) -> etree.Element | None:
        index = next(self._indices)
        findings = [finding for at, finding in self.sheet.findings if at == index]
        if findings:
            return problem(findings)
        block = self.sheet.blocks[index]
        return _section(self.sheet, block) if block else None

    def _blocks_of(self, path: str) -> list[str]:
        file = (self.base / path).resolve()
        if not file.is_relative_to(self.base.resolve()):
            raise ValueError(path)
        return [fence.body for fence in Page(path, file.read_bytes()).fences if fence.name == self.name]


class _ProseValue(InlineProcessor):
    def __init__(self, blocks: _Blocks, md: Markdown):
        super().__init__(PROSE_VALUE.pattern, md)
        self.blocks = blocks

    def handleMatch(self, m, data):
        name, form = m[1], m[2] or ""
        finding = self.blocks.sheet.unknown(name)
        if not finding and form not in ("", "number"):
            fix = f"write {{{{ {name} }}}} or {{{{ {name} | number }}}}"
            finding = Finding(
                rule="estimate-value-unknown", message=f"a value has no form “{form}”", source=m[0], fix=fix
            )
        return remark(finding) if finding else _value(self.blocks.sheet, canonical(name), form), m.start(0), m.end(0)


def _section(sheet: Sheet, block: Block) -> etree.Element:
    anchor = f"estimate-{block.name}"
    section = etree.Element("section", {"class": "estimate", "id": anchor, "aria-labelledby": f"{anchor}-title"})
    etree.SubElement(section, "p", {"class": "estimate-title", "id": f"{anchor}-title"}).text = block.title
    table = etree.SubElement(section, "table", {"class": "estimate-table", "aria-labelledby": f"{anchor}-title"})
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for column in ("Quantity", "How", "Result", "Why"):
        etree.SubElement(head, "th", {"scope": "col"}).text = column
    body = etree.SubElement(table, "tbody")
    for row in block.rows:
        body.append(_row(sheet, row))
    for index, text in enumerate(filter(None, map(str.strip, block.therefore.split("\n\n")))):
        paragraph = etree.SubElement(section, "p", {"class": "estimate-therefore"})
        if index == 0:
            so = etree.SubElement(paragraph, "strong")
            so.text, so.tail = "So", f" {text}"
        else:
            paragraph.text = text
    data = etree.SubElement(section, "script", {"type": "application/json"})
    data.text = AtomicString(_data(sheet, block))
    return section


def _row(sheet: Sheet, row: Row) -> etree.Element:
    element = etree.Element("tr", {"class": "assumed" if row.assumed else "computed"})
    etree.SubElement(element, "th", {"scope": "row"}).text = row.label
    how = etree.SubElement(element, "td", {"class": "how"})
    if row.assumed:
        how.text = "assumed"
    else:
        _fill(how, _formula(sheet, row.tree))
    etree.SubElement(element, "td", {"class": "result"}).append(_value(sheet, row.name))
    etree.SubElement(element, "td", {"class": "why"}).text = row.why
    return element


def _value(sheet: Sheet, name: str, form: str = "") -> etree.Element:
    result = sheet.value(name)
    element = etree.Element("span", {"class": "estimate-value", "data-value": name})
    if form:
        element.set("data-form", form)
    # No result: the block it rests on says why, and fails the build.
    element.text = AtomicString((result.number if form else result.spoken) if result else "?")
    return element


def _formula(sheet: Sheet, tree: Tree) -> Iterator[str | etree.Element]:
    """``tree`` as one reads it, with the numbers put in; each that a name stands for is an element."""
    match tree:
        case str():
            row = sheet.rows[tree]
            speech = sheet.units.speech(row.unit, row.digits, brief=True)
            operand = etree.Element(
                "span", {"class": "operand", "data-value": tree, "data-form": "brief", "title": row.label}
            )
            operand.text = AtomicString(speech.say(sheet.values[tree]) if tree in sheet.values else "?")
            yield operand
        case float():
            yield say_number(tree, EXACT)
        case ["-", operand]:
            yield "−"
            yield from _within(sheet, operand, _BINDING["negative"])
        case ["**", base, exponent]:
            yield from _within(sheet, base, _BINDING["**"] + 1)
            raised = etree.Element("sup")
            _fill(raised, _formula(sheet, exponent))
            yield raised
        case ["+" | "-" | "*" | "/" as operator, left, right]:
            yield from _within(sheet, left, _BINDING[operator])
            yield _SIGNS[operator]
            yield from _within(sheet, right, _BINDING[operator] + (operator in "-/"))
        case ["ceil" | "floor" | "round" as function, operand, _]:
            yield from _call(sheet, function, [operand])
        case [function, *operands]:
            yield from _call(sheet, function, operands)


def _call(sheet: Sheet, function: str, operands: list[Tree]) -> Iterator[str | etree.Element]:
    yield f"{_FUNCTIONS.get(function, function)}("
    for index, operand in enumerate(operands):
        yield ", " if index else ""
        yield from _formula(sheet, operand)
    yield ")"


def _within(sheet: Sheet, tree: Tree, binding: int) -> Iterator[str | etree.Element]:
    """``tree`` in brackets if it binds less tightly than ``binding``."""
    match tree:
        case ["-", _]:
            loose = _BINDING["negative"] < binding
        case [operator, *_]:
            loose = _BINDING.get(operator, 9) < binding
        case _:
            loose = False
    yield "(" if loose else ""
    yield from _formula(sheet, tree)
    yield ")" if loose else ""


def _fill(element: etree.Element, pieces: Iterator[str | etree.Element]) -> None:
    for piece in pieces:
        if not isinstance(piece, str):
            element.append(piece)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def _data(sheet: Sheet, block: Block) -> str:
    """The block's quantities, and whatever they need from pages elsewhere, as JSON for estimates.mjs.

    Numbers are in base units, so the browser needs no units: it walks ``tree`` and says the outcome by ``say``.
    """
    quantities = {row.name: _quantity(sheet, row) for row in block.rows}
    own = {row.name for there in filter(None, sheet.blocks) for row in there.rows}
    for name in sorted(set().union(*(row.needs for row in block.rows)) - own):
        if name in sheet.values:
            quantities[name] = {"fixed": sheet.values[name]}
    # A "<" could end the script element.
    return json.dumps(quantities, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _quantity(sheet: Sheet, row: Row) -> dict:
    say = _speech(sheet.units.speech(row.unit, row.digits)) if row.unit else []
    brief = _speech(sheet.units.speech(row.unit, row.digits, brief=True)) if row.unit else []
    if row.assumed:
        quantity = {"value": row.value, "factor": row.unit.factor, "unit": sheet.units.words(row.unit)}
    else:
        quantity = {"tree": row.tree}
    return quantity | {"label": row.label, "say": say} | ({"brief": brief} if brief != say else {})


def _speech(speech: Speech) -> list:
    return [speech.digits, speech.sign, [[rung.size, rung.one, rung.many] for rung in speech.rungs]]


def makeExtension(**kwargs) -> EstimateExtension:
    return EstimateExtension(**kwargs)
