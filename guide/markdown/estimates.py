"""Show estimate blocks as tables, and their values in prose; hand the browser what it needs to compute them again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from guide.estimate import PROSE_VALUE, Block, Row, Sheet, Tree, canonical
from guide.estimate.source import DIGITS
from guide.estimate.units import EXACT, Rung, say_number
from guide.finding import Finding
from guide.markdown.fences import PRIORITY, FenceTreeprocessor
from guide.markdown.problem import problem, remark
from guide.page import Page

# A block's element while inline Markdown, which knows where it is by the names of elements, looks at its texts.
_BLOCK = "estimate"
# What search would index for nothing.
_UNSEARCHED = {"data-search-exclude": ""}
# Within these, a click or a tap already does something.
_OWN_CLICK = {"a", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}
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
        # Before mathematics (189.95).
        md.inlinePatterns.register(_Price(r"\$", md), "estimate-prices", 189.97)
        # Before inline Markdown (20), which the rows' texts need, too.
        md.treeprocessors.register(_Origins(blocks, md), "estimate-origins", 21)
        # After it.
        md.treeprocessors.register(_Sections(md), "estimate-sections", 19)


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
        if finding:
            return remark(finding), m.start(0), m.end(0)
        value = _value(self.blocks.sheet, canonical(name), form)
        if _is_imported(self.blocks.sheet, canonical(name)):
            value.tag = "a"
            value.set("href", f"#{_origin(canonical(name))}")
        return value, m.start(0), m.end(0)


class _Origins(Treeprocessor):
    """At the end of a page, the arithmetic of each number that it takes from another: the number leads there."""

    def __init__(self, blocks: _Blocks, md: Markdown):
        super().__init__(md)
        self.blocks = blocks

    def run(self, root: etree.Element) -> None:
        sheet = self.blocks.sheet
        texts = (text for element in root.iter() for text in (element.text, element.tail) if text)
        names = dict.fromkeys(canonical(found[1]) for text in texts for found in PROSE_VALUE.finditer(text))
        if rows := [sheet.rows[name] for name in names if _is_imported(sheet, name)]:
            box = etree.SubElement(root, _BLOCK, {"class": "origins", **_UNSEARCHED})
            fold = etree.SubElement(box, "details")
            etree.SubElement(fold, "summary").text = "Where the numbers come from"
            table = _table(sheet, rows)
            for row, element in zip(rows, table.findall("tbody/tr"), strict=True):
                element.set("id", _origin(row.name))
            fold.append(table)


def _is_imported(sheet: Sheet, name: str) -> bool:
    return name in sheet.rows and name.partition(".")[0] in sheet.homes


def _origin(name: str) -> str:
    return f"number-{name.replace('.', '-')}"


class _Price(InlineProcessor):
    """A dollar sign in a block's table begins no formula."""

    def handleMatch(self, m, data):
        if {_BLOCK, "table"} <= set(self.md.treeprocessors["inline"].ancestors):
            return m[0], m.start(0), m.end(0)
        return None, None, None


class _Sections(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for block in root.iter(_BLOCK):
            block.tag = "section"
        for around in (element for element in root.iter() if element.tag in _OWN_CLICK):
            for value in around.findall(".//a[@data-value]"):
                value.tag = "span"
                del value.attrib["href"]


def _section(sheet: Sheet, block: Block) -> etree.Element:
    anchor = f"estimate-{block.name}"
    section = etree.Element(_BLOCK, {"class": "estimate", "id": anchor, "aria-labelledby": f"{anchor}-title"})
    etree.SubElement(section, "p", {"class": "estimate-title", "id": f"{anchor}-title"}).text = block.title
    if block.headline:
        section.append(_headline(sheet, block))
    section.append(_texts("estimate-conclusion", block.therefore))
    if block.otherwise:
        otherwise = _texts("estimate-otherwise", block.otherwise)
        otherwise.attrib |= {"hidden": "", **_UNSEARCHED}
        section.append(otherwise)
    section.append(_arithmetic(sheet, block))
    if all(row.name in sheet.values for row in block.rows):
        # A template: instant navigation would run a script element, whatever its type.
        data = etree.SubElement(section, "template", _UNSEARCHED)
        data.text = AtomicString(_data(sheet, block))
    return section


def _headline(sheet: Sheet, block: Block) -> etree.Element:
    headline = etree.Element("dl", {"class": "estimate-headline"})
    for name in filter(sheet.rows.get, block.headline):
        result = etree.SubElement(headline, "div")
        etree.SubElement(result, "dt").text = sheet.rows[name].label
        etree.SubElement(result, "dd").append(_value(sheet, name, ""))
    return headline


def _texts(name: str, text: str) -> etree.Element:
    box = etree.Element("div", {"class": name})
    for paragraph in filter(None, map(str.strip, text.split("\n\n"))):
        etree.SubElement(box, "p").text = paragraph
    return box


def _arithmetic(sheet: Sheet, block: Block) -> etree.Element:
    """The block's table, folded: who wants to follow or change a number opens it."""
    fold = etree.Element("details", {"class": "estimate-arithmetic"})
    counted = [_count(len(block.rows) - len(block.results), "assumption"), _count(len(block.results), "result")]
    etree.SubElement(fold, "summary").text = f"The arithmetic: {', '.join(filter(None, counted))}"
    fold.append(_table(sheet, block.rows))
    return fold


def _table(sheet: Sheet, rows: list[Row]) -> etree.Element:
    table = etree.Element("table", {"class": "estimate-table"})
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for column in ("Quantity", "How", "Result", "Why"):
        etree.SubElement(head, "th", {"scope": "col"}).text = column
    body = etree.SubElement(table, "tbody")
    for row in rows:
        body.append(_row(sheet, row))
    return table


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""


def _row(sheet: Sheet, row: Row) -> etree.Element:
    element = etree.Element("tr", {"class": "assumed" if row.assumed else "computed"})
    etree.SubElement(element, "th", {"scope": "row"}).text = row.label
    how = etree.SubElement(element, "td")
    if row.assumed:
        how.text = "assumed"
    elif row.tree is not None:
        _fill(how, _formula(sheet, row.tree))
    etree.SubElement(element, "td").text = AtomicString(_said(sheet, row.name))
    etree.SubElement(element, "td").text = row.why
    return element


def _value(sheet: Sheet, name: str, form: str) -> etree.Element:
    element = etree.Element("span", {"class": "estimate-value", "data-value": name})
    if form:
        element.set("data-form", form)
    element.text = AtomicString(_said(sheet, name, bare=bool(form)))
    return element


def _said(sheet: Sheet, name: str, bare: bool = False) -> str:
    result = sheet.value(name)
    if not result:
        # The block that it rests on says why, and fails the build.
        return "?"
    return result.number if bare else result.spoken


def _formula(sheet: Sheet, tree: Tree) -> Iterator[str | etree.Element]:
    """``tree`` as one reads it, with the numbers put in."""
    match tree:
        case str():
            row = sheet.rows[tree]
            speech = sheet.units.speech(row.unit, row.digits, brief=True)
            yield speech.say(sheet.values[tree]) if tree in sheet.values else "?"
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
        case ["*", one, other] if _only_a_unit(sheet, one):
            yield from _within(sheet, other, _BINDING["*"])
        case ["*" | "/" as operator, other, one] if _only_a_unit(sheet, one):
            yield from _within(sheet, other, _BINDING[operator])
        case ["+" | "-" | "*" | "/" as operator, left, right]:
            yield from _within(sheet, left, _BINDING[operator])
            yield _SIGNS[operator]
            yield from _within(sheet, right, _BINDING[operator] + (operator in "-/"))
        case ["ceil" | "floor" | "round" as function, operand, _]:
            yield from _call(sheet, function, [operand])
        case [function, *operands]:
            yield from _call(sheet, function, operands)


def _only_a_unit(sheet: Sheet, tree: Tree) -> bool:
    """Whether ``tree`` is a ``1 request`` in an expression: it makes units agree, and a reader sees "× 1"."""
    return isinstance(tree, str) and tree[0].isdigit() and "".join(map(str, _formula(sheet, tree))) == "1"


def _call(sheet: Sheet, function: str, operands: list[Tree]) -> Iterator[str | etree.Element]:
    yield f"{_FUNCTIONS.get(function, function)}("
    for index, operand in enumerate(operands):
        yield ", " if index else ""
        yield from _formula(sheet, operand)
    yield ")"


def _within(sheet: Sheet, tree: Tree, binding: int) -> Iterator[str | etree.Element]:
    """``tree`` in brackets if it binds less tightly than ``binding``, or is a negative number after a sign."""
    match tree:
        case str():
            loose = binding > _BINDING["+"] and sheet.values.get(tree, 0) < 0
        case ["-", _]:
            loose = _BINDING["negative"] < binding
        case [operator, *_] if operator in _BINDING:
            loose = _BINDING[operator] < binding
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
            element[-1].tail = AtomicString((element[-1].tail or "") + piece)
        else:
            element.text = AtomicString((element.text or "") + piece)


def _data(sheet: Sheet, block: Block) -> str:
    """What sheet.mjs computes and says the block with, as JSON.

    ``assume`` and ``compute`` hold an array for each row, in the table's order: its name within the block, its value or
    tree, and how to say it (:func:`_speech`); ``fixed`` the same for what the block takes from other pages, with the
    full name; ``holds`` the tree of the condition, if there is one. Numbers are in base units but for the value of an
    assumption. Terse, because pages are weighed.
    """
    own = {row.name for there in filter(None, sheet.blocks) for row in there.rows}
    rows = [*block.rows, *filter(None, [block.holds])]
    foreign = [sheet.rows[name] for name in sorted(set().union(*(row.needs for row in rows)) - own)]
    data: dict[str, object] = {
        "assume": [
            [_local(row.name, block), _short(row.value), *_speech(sheet, row, EXACT)]
            for row in block.rows
            if row.assumed
        ],
        "compute": [
            [_local(row.name, block), _local(row.tree, block), *_speech(sheet, row, DIGITS)]
            for row in block.rows
            if not row.assumed
        ],
        "fixed": [[row.name, sheet.values[row.name], *_speech(sheet, row, DIGITS)] for row in foreign],
    }
    if block.holds:
        data["holds"] = _local(block.holds.tree, block)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _speech(sheet: Sheet, row: Row, digits: int) -> list:
    """Sizes and words from small to large; the words within a formula; digits; sign. Ends where the rest is usual."""
    speech = sheet.units.speech(row.unit, row.digits)
    brief = [_words(rung) for rung in sheet.units.speech(row.unit, row.digits, brief=True).rungs]
    rungs = [[_short(rung.size), _words(rung)] for rung in speech.rungs]
    parts = [rungs, brief, speech.digits, speech.sign]
    usual = [None, [words for _, words in rungs], digits, ""]
    while parts[-1] == usual[len(parts) - 1]:
        parts.pop()
    return parts


def _words(rung: Rung) -> str:
    """The words for one and for many, joined by a bar if they differ."""
    return rung.many if rung.one == rung.many else f"{rung.one}|{rung.many}"


def _local(tree: Tree, block: Block) -> Tree:
    """``tree`` with the names of the block's own quantities without the block."""
    match tree:
        case str():
            return tree.removeprefix(f"{block.name}.")
        case [operator, *operands]:
            return [operator, *(_local(operand, block) for operand in operands)]
    assert isinstance(tree, float | int)
    return _short(tree)


def _short(number: float) -> float:
    """A whole number without its ".0"."""
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def makeExtension(**kwargs) -> EstimateExtension:
    return EstimateExtension(**kwargs)
