"""The arithmetic of a page: estimate blocks read, checked for units and evaluated together, as one sheet.

A block is YAML::

    name: load
    title: Ranking load at peak
    assume:
      users:  {value: 300e6, unit: user, why: daily active users of a large consumer app}
      visits: {value: 12, unit: request/user/day, why: openings of the home feed}
    compute:
      peak load: {is: users * visits * peak.factor, unit: request/s}
    therefore: >-
      {peak load} is more than one region serves.

or ``from: case-studies/x/index.md``, which makes that page's blocks known here. Labels are phrases; in an expression
their spaces are underscores, and ``block.label`` is a quantity of another block. Every row declares its unit (none: a
plain number), so a wrong unit is found where it stands and nowhere else. Nothing is ever executed: an expression is
parsed and becomes a tree of numbers, names and operations, which the browser walks too.
"""

from __future__ import annotations

import ast
import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

import pint
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from guide.finding import Finding
from guide.units import Unit, UnitError, Units, read_number

# A number, the full name of a quantity, or an operation and its operands; numbers are in base units.
Tree = float | str | list

PROSE_VALUE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*(\w*)\s*)?\}\}")

_LABEL = re.compile(r"(?<!\{)\{([^{}]+)\}(?!\})")
# What is code or mathematics keeps its braces.
_VERBATIM = re.compile(r"(`+).+?\1|(?<!\\)\$(?=\S)[^$]+?(?<=\S)\$(?!\d)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_IDENTIFIER = re.compile(r"(?<!\w)([^\W\d]\w*)")
_MAX_EXPRESSION = 300
_DIGITS = 2

_KEYS = {
    "block": ("name", "title", "assume", "compute", "therefore"),
    "assume": ("value", "unit", "why", "say"),
    "compute": ("is", "unit", "why", "say"),
}
_FUNCTIONS = ("sqrt", "ln", "log2", "log10", "exp", "ceil", "floor", "round", "min", "max", "abs")
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}


@dataclass
class Row:
    """One quantity: an assumption with a ``value``, or a result with a ``tree``.

    Args:
        name: "block.label" with underscores, unique on the page.
        unit_text: as written; ``None`` where something else than text stands.
        unit: ``None`` while unread, and for good when it is no unit.
        value: of an assumption, in ``unit``.
        digits: significant digits to say; ``None`` says an assumption as typed.
        needs: full names of the quantities that the expression uses.
    """

    name: str
    label: str
    line: int
    assumed: bool
    unit_text: str | None = ""
    unit: Unit | None = None
    why: str = ""
    value: float | None = None
    expression: str = ""
    digits: int | None = None
    tree: Tree | None = None
    needs: frozenset[str] = frozenset()


@dataclass
class Block:
    """One block; ``therefore`` is Markdown with its values as ``{{ block.label }}``."""

    name: str
    title: str
    therefore: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def uses(self) -> frozenset[str]:
        """Full names of all quantities that the expressions and the conclusion use."""
        said = {canonical(match[1]) for match in PROSE_VALUE.finditer(self.therefore)}
        return frozenset(said.union(*(row.needs for row in self.rows)))


@dataclass(frozen=True)
class Result:
    """A quantity's value: in words, as bare ``number``, and as ``magnitude`` in base units (s, byte, FLOP, W, dollar)."""

    spoken: str
    number: str
    magnitude: float
    unit: Unit


class _Mistake(Exception):
    def __init__(self, rule: str, message: str, fix: str):
        super().__init__(message)
        self.rule, self.message, self.fix = rule, message, fix


class _Unclear(Exception):
    """A quantity rests on another one that has its own finding."""


def canonical(reference: str) -> str:
    """``reference`` ("load.peak load") with underscores between the words of its parts ("load.peak_load")."""
    return ".".join(_key(part) for part in reference.split("."))


def evaluate(tree: Tree, values: dict[str, float]) -> float:
    """The value of ``tree``, given those of the quantities it names, all in base units.

    Raises:
        ZeroDivisionError, OverflowError, ValueError: no such number.
    """
    if isinstance(tree, str):
        return values[tree]
    if not isinstance(tree, list):
        return tree
    operator, *operands = tree
    a, *rest = (evaluate(operand, values) for operand in operands)
    b = rest[0] if rest else 0.0
    match operator:
        case "+":
            value = a + b
        case "-":
            value = a - b if rest else -a
        case "*":
            value = a * b
        case "/":
            value = a / b
        case "**":
            if a == 0 and b < 0:
                raise ZeroDivisionError
            value = math.pow(a, b)
        case "sqrt" | "log2" | "log10" | "exp":
            value = getattr(math, operator)(a)
        case "ln":
            value = math.log(a)
        case "ceil" | "floor":
            value = _whole(a / b, getattr(math, operator)) * b
        case "round":
            value = math.floor(a / b + 0.5) * b
        case "min":
            value = min(a, *rest)
        case "max":
            value = max(a, *rest)
        case "abs":
            value = abs(a)
    if not math.isfinite(value):
        raise OverflowError
    return value


def _whole(number: float, toward: Callable[[float], int]) -> float:
    """A whole number; 3.0000000000000004 already is one, so that ``ceil`` does not make it 4."""
    nearest = math.floor(number + 0.5)
    return nearest if abs(number - nearest) <= 1e-9 * max(1.0, abs(number)) else toward(number)


class Sheet:
    """The estimate blocks of a page, evaluated together; order does not matter.

    Args:
        blocks: one for each source, ``None`` where there is none to show: an import, or beyond reading.
        findings: the index of the source, and what is wrong in it, counted from its first line.
        rows: all quantities by full name, those of imported blocks included.
        values: in base units, by full name; a quantity that could not be computed is missing.
    """

    units: Units

    def __init__(self) -> None:
        self.blocks: list[Block | None] = []
        self.findings: list[tuple[int, Finding]] = []
        self.rows: dict[str, Row] = {}
        self.values: dict[str, float] = {}

    @classmethod
    def read(cls, blocks: list[str], load: Callable[[str], list[str]] | None = None) -> Sheet:
        """The sheet of ``blocks``, the sources of a page's estimate blocks in order.

        Args:
            load: the sources of the blocks of the page at a path below ``docs/``; raises OSError or ValueError
                where there is no such page.
        """
        sheet = cls()
        sources = [_Source(text) for text in blocks]
        for source in sources:
            source.read()
        imported = list(_imports(sources, load))
        sheet.blocks = [source.block for source in sources]
        sheet._gather(sources, imported)
        for source in [*sources, *imported]:
            sheet._measure(source)
        for source in [*sources, *imported]:
            sheet._compile(source)
        sheet._solve(sources)
        for source in sources:
            sheet._conclude(source)
        sheet.findings = [(i, finding) for i, source in enumerate(sources) for finding in sorted(source.findings)]
        return sheet

    def value(self, reference: str) -> Result | None:
        """The quantity "block.label", or ``None`` where there is none or its value could not be computed."""
        row = self.rows.get(canonical(reference))
        if row is None or row.unit is None or row.name not in self.values:
            return None
        speech = self.units.speech(row.unit, row.digits)
        magnitude = self.values[row.name]
        return Result(speech.say(magnitude), speech.say(magnitude, bare=True), magnitude, row.unit)

    def unknown(self, reference: str) -> Finding | None:
        """What is wrong with "block.label" in a page's prose: ``None`` if the sheet has such a quantity."""
        if canonical(reference) in self.rows:
            return None
        return Finding(
            rule="estimate-value-unknown",
            message=f"no estimate on this page has the value “{reference}”",
            source=f"{{{{ {reference} }}}}",
            fix=_did_you_mean(canonical(reference), self.rows) or "write block.label, as in {{ load.peak_load }}",
        )

    def _gather(self, sources: list[_Source], imported: list[_Source]) -> None:
        """Make all rows known by name."""
        seen: set[str] = set()
        for source in [*sources, *imported]:
            if source.block is None:
                continue
            if source.block.name in seen:
                source.report("estimate-syntax", source.line_of("name"), f"another block of this page is named {source.block.name}", "give each block its own name")
            seen.add(source.block.name)
            for row in source.block.rows:
                self.rows.setdefault(row.name, row)
        self.units = Units([row.unit_text or "" for row in self.rows.values()])

    def _measure(self, source: _Source) -> None:
        """Read each row's unit, and the values of assumptions."""
        for row in source.rows:
            if row.unit_text is None:
                continue
            try:
                row.unit = self.units.read(row.unit_text)
            except UnitError as error:
                source.report("estimate-unit", row.line, f"{row.label}: {error}", error.fix)
                continue
            if row.value is not None and self.rows[row.name] is row:
                self.values[row.name] = row.value * row.unit.factor

    def _compile(self, source: _Source) -> None:
        """Turn expressions into trees and check that each has the unit its row declares."""
        for row in source.rows:
            if not row.expression:
                continue
            try:
                row.tree = _Compiler(self, row).compile()
            except _Mistake as mistake:
                source.report(mistake.rule, row.line, mistake.message, mistake.fix)
            except _Unclear:
                pass

    def _solve(self, sources: list[_Source]) -> None:
        """Compute every row, after those it needs."""
        computed = {name: row for name, row in self.rows.items() if row.tree is not None}
        where = {row.name: source for source in sources for row in source.rows}
        while True:
            graph = {name: row.needs & computed.keys() for name, row in computed.items()}
            try:
                order = list(TopologicalSorter(graph).static_order())
                break
            except CycleError as error:
                cycle = error.args[1][::-1]
                for name in set(cycle):
                    del computed[name]
                first = min(cycle, key=list(self.rows).index)
                if first in where:
                    start = cycle.index(first)
                    path = " → ".join([*cycle[start:-1], *cycle[:start], first])
                    where[first].report("estimate-cycle", self.rows[first].line, f"{first} is defined by itself: {path}", "compute one of them from assumptions alone")
        for name in order:
            row = computed[name]
            if not row.needs <= self.values.keys():
                continue
            try:
                self.values[name] = evaluate(row.tree, self.values)
            except (ZeroDivisionError, OverflowError, ValueError) as error:
                if name in where:
                    where[name].report(*self._no_number(row, error))

    def _no_number(self, row: Row, error: Exception) -> tuple[str, int, str, str]:
        zeros = sorted(name for name in row.needs if self.values[name] == 0)
        if isinstance(error, ZeroDivisionError):
            fix = f"give {' and '.join(zeros)} a value other than 0" if zeros else "divide by something that is not 0"
            return "estimate-zero-division", row.line, f"{row.label} divides by zero: {row.expression}", fix
        reason = "is too large" if isinstance(error, OverflowError) else "is no real number"
        return "estimate-syntax", row.line, f"{row.label} {reason}: {row.expression}", "check the powers, logarithms and roots"

    def _conclude(self, source: _Source) -> None:
        """Check the values that the block's texts name."""
        if source.block is None:
            return
        texts = [("title", source.block.title), ("therefore", source.block.therefore)]
        for text, start in [(text, source.line_of(key)) for key, text in texts] + [(row.why, row.line) for row in source.rows]:
            for match in PROSE_VALUE.finditer(_VERBATIM.sub("", text)):
                finding = self.unknown(match[1])
                if finding:
                    label = match[1].removeprefix(f"{source.block.name}.")
                    written = re.compile(rf"\{{\s*(?:{source.block.name}\.)?" + r"[\W_]+".join(map(re.escape, re.split(r"[\W_]+", label))))
                    lines = [n for n, line in enumerate(source.lines[start - 1 :], start) if written.search(line)]
                    known = _did_you_mean(label, [name.removeprefix(f"{source.block.name}.") for name in self.rows])
                    fix = known or "compute it in this block, or write block.label"
                    source.report(finding.rule, lines[0] if lines else start, f"no quantity is named “{label}”", fix)


class _Source:
    """One block's text on its way to a :class:`Block`."""

    def __init__(self, text: str):
        self.lines = text.splitlines()
        self.text = text
        self.block: Block | None = None
        self.path: str | None = None
        self.findings: list[Finding] = []
        self._lines_of: dict[str, int] = {}

    @property
    def rows(self) -> list[Row]:
        return self.block.rows if self.block else []

    def line_of(self, key: str) -> int:
        return self._lines_of.get(key, 1)

    def report(self, rule: str, line: int, message: str, fix: str) -> None:
        line = min(max(line, 1), max(len(self.lines), 1))
        self.findings.append(Finding("", line, rule, message, self.lines[line - 1] if self.lines else "", fix))

    def read(self) -> None:
        """Fill ``block`` or ``path``; report what does not fit."""
        root = self._compose()
        if root is None:
            return
        entries = self._entries(1, root, "the block", ("from", *_KEYS["block"]))
        if entries is None:
            return
        self._lines_of = {key: line for key, (line, _) in entries.items()}
        if "from" in entries:
            self._read_import(entries)
            return
        for key in ("name", "title", "therefore"):
            if key not in entries:
                self.report("estimate-syntax", 1, f"the block has no {key}", f"add “{key}: …”")
        if not {"assume", "compute"} & entries.keys():
            self.report("estimate-syntax", 1, "the block computes nothing", "add quantities under “assume:” and “compute:”")
        texts = {key: self._scalar(*entries[key], key) for key in ("name", "title", "therefore") if key in entries}
        name = texts.get("name", "")
        if name and not _NAME.fullmatch(name):
            self.report("estimate-syntax", self.line_of("name"), f"“{name}” cannot be used in expressions", "name the block with letters, digits and underscores, a letter first")
        self.block = Block(_key(name), texts.get("title", ""))
        for kind in ("assume", "compute"):
            if kind in entries:
                self._read_rows(kind, *entries[kind])
        self.block.therefore = self._values_named(texts.get("therefore", ""))

    def _compose(self) -> Node | None:
        try:
            root = YAML(typ="safe", pure=True).compose(self.text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            problem = error.problem or error.context or "this is not YAML"
            shown = self.lines[min(line, len(self.lines)) - 1] if self.lines else ""
            fix = "put quotes around a text that holds “: ”, “[”, “{” or a comma"
            if "\t" in shown:
                fix = "indent with spaces, not with tabs"
            elif shown.startswith("therefore: {"):
                fix = "write “therefore: >-” and the text, indented, on the lines below"
            elif error.problem and "expected <block end>" in error.problem:
                fix = "give all keys of one level the same indentation"
            self.report("estimate-syntax", line, f"not YAML: {problem}", fix)
            return None
        except YAMLError:
            self.report("estimate-syntax", 1, "not YAML: a character that no text holds", "remove control characters")
            return None
        except RecursionError:
            self.report("estimate-syntax", 1, "not YAML: nested too deeply", "keep to the form of the other blocks")
            return None
        if root is None:
            self.report("estimate-syntax", 1, "the block is empty", "add name, title, assume, compute and therefore")
        return root

    def _entries(self, line: int, node: Node, what: str, allowed: tuple[str, ...] | None) -> dict[str, tuple[int, Node]] | None:
        """The mapping ``node`` by key, with each key's line; ``line`` is where it belongs to."""
        if not isinstance(node, MappingNode):
            fix = f"write it with the keys {', '.join(allowed)}" if allowed else "write one quantity a line, “label: {…}”"
            self.report("estimate-syntax", line, f"{what} is not made of “key: value”", fix)
            return None
        entries: dict[str, tuple[int, Node]] = {}
        for key_node, value in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value.strip() if isinstance(key_node, ScalarNode) else ""
            if not key or (allowed and key not in allowed):
                # {why: the evening, over the mean} ends the text at the comma.
                cut = node.flow_style and isinstance(value, ScalarNode) and not value.value
                fix = "put quotes around a text that holds a comma" if cut else _did_you_mean(key, allowed or ())
                self.report("estimate-syntax", line, f"{what} takes no key “{key}”", fix or f"use {', '.join(allowed or ('a label',))}")
            elif key in entries:
                self.report("estimate-syntax", line, f"{what} has “{key}” twice", "remove one of them, or give it another label")
            else:
                entries[key] = line, value
        return entries

    def _scalar(self, line: int, node: Node, what: str) -> str:
        if not isinstance(node, ScalarNode):
            fix = "write “therefore: >-” and the text on the lines below" if what == "therefore" else "put quotes around it"
            self.report("estimate-syntax", line, f"{what} is not a text", fix)
            return ""
        text = node.value.strip()
        if not text:
            self.report("estimate-syntax", line, f"{what} is empty", f"write what {what} is")
        return text

    def _read_import(self, entries: dict[str, tuple[int, Node]]) -> None:
        path = self._scalar(*entries["from"], "from")
        if len(entries) > 1:
            self.report("estimate-syntax", self.line_of("from"), "a block with “from” holds nothing else", "move the rest to a block of its own")
        self.path = path or None

    def _read_rows(self, kind: str, line: int, node: Node) -> None:
        rows = self._entries(line, node, kind, None)
        known = {row.name for row in self.rows}
        for label, (line, fields) in (rows or {}).items():
            key = _key(label)
            row = Row(f"{self.block.name}.{key}", label, line, kind == "assume")
            if not _IDENTIFIER.fullmatch(key):
                self.report("estimate-syntax", line, f"the label “{label}” cannot be used in expressions", "begin it with a letter")
            if row.name in known:
                self.report("estimate-syntax", line, f"two quantities are named “{label}”", "give one another label")
                continue
            known.add(row.name)
            entries = self._entries(line, fields, label, _KEYS[kind])
            if entries is not None:
                self._read_row(row, kind, entries)
            self.block.rows.append(row)

    def _read_row(self, row: Row, kind: str, entries: dict[str, tuple[int, Node]]) -> None:
        needed = ("value", "why") if row.assumed else ("is",)
        for key in needed:
            if key not in entries:
                says = "say where the number comes from: “why: …”" if key == "why" else f"add “{key}: …”"
                self.report("estimate-syntax", row.line, f"{row.label} has no {key}", says)
        texts = {key: (at, self._scalar(at, node, f"{key} of {row.label}")) for key, (at, node) in entries.items()}
        row.why = texts.get("why", (0, ""))[1]
        row.unit_text = texts["unit"][1] or None if "unit" in texts else ""
        row.digits = None if row.assumed else _DIGITS
        line, say = texts.get("say", (0, ""))
        if say:
            if re.fullmatch("[1-9]", say):
                row.digits = int(say)
            else:
                self.report("estimate-syntax", line, f"say of {row.label} is not a number of digits", "write say: 3 for three significant digits")
        if row.assumed:
            line, text = texts.get("value", (0, ""))
            row.value = read_number(text)
            if text and row.value is None:
                unit = re.fullmatch(r"([\d.,e+-]*\d)\s*([%$a-zA-Z/]+)", text)
                fix = f"write value: {unit[1]}, unit: {unit[2].replace('%', 'percent')}" if unit else "write a number, such as 300e6 or 0.7"
                self.report("estimate-syntax", line, f"the value of {row.label} is not a number: {text}", fix)
        else:
            row.expression = texts.get("is", (0, ""))[1]

    def _values_named(self, text: str) -> str:
        """``text`` with each ``{label}`` as ``{{ block.label }}``; code and mathematics stay."""
        own = {row.name for row in self.rows}

        def name(match: re.Match[str]) -> str:
            label, bar, form = match[1].partition("|")
            reference = canonical(label.strip())
            local = f"{self.block.name}.{reference}"
            full = local if "." not in reference or local in own else reference
            return f"{{{{ {full}{' | ' + form.strip() if bar else ''} }}}}"

        parts, end = [], 0
        for verbatim in _VERBATIM.finditer(text):
            parts += [_LABEL.sub(name, text[end : verbatim.start()]), verbatim[0]]
            end = verbatim.end()
        return "".join([*parts, _LABEL.sub(name, text[end:])])


class _Compiler:
    """One row's expression, as a tree whose unit is the row's."""

    def __init__(self, sheet: Sheet, row: Row):
        self.sheet, self.row = sheet, row
        self.block = row.name.partition(".")[0]

    def compile(self) -> Tree:
        """The tree. Fills ``row.needs``.

        Raises:
            _Mistake: a bad expression, an unknown name, or a unit that does not fit.
            _Unclear: a quantity it needs has no readable unit.
        """
        expression = self._parse()
        self._check_names(expression)
        tree, base = self._visit(expression)
        if self.row.unit is None:
            raise _Unclear
        if base != self.row.unit.base:
            declared = f"its unit is {self.row.unit_text}" if self.row.unit_text else "it has no unit"
            message = f"{self.row.label} comes out in {self._name(base)}, but {declared}"
            fix = "leave the unit out" if base == self._plain else f"write unit: {self._name(base)}"
            raise _Mistake("estimate-unit", message, f"{fix}, or mend the expression")
        return tree

    def _parse(self) -> ast.expr:
        text = self.row.expression
        if len(text) > _MAX_EXPRESSION:
            raise _Mistake("estimate-syntax", f"the expression of {self.row.label} is too long", "compute parts of it in rows of their own")
        # A label may be a word that Python keeps to itself ("lambda"), so each gets a letter in front.
        try:
            return ast.parse(_IDENTIFIER.sub(r"q\1", text.replace("×", "*").replace("÷", "/").replace("−", "-").replace("^", "**")), mode="eval").body
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            words = re.search(r"[^\W\d]\w* +[^\W\d]\w*", text)
            fix = f"write {_key(words[0])} if that is one label" if words else "write it like users * visits / day_length"
            raise _Mistake("estimate-syntax", f"not an expression: {text}", fix) from None

    def _check_names(self, expression: ast.expr) -> None:
        called = {id(node.func) for node in ast.walk(expression) if isinstance(node, ast.Call)}
        inner = {id(node.value) for node in ast.walk(expression) if isinstance(node, ast.Attribute)}
        names = {
            self._full(node): ast.unparse(node)
            for node in ast.walk(expression)
            if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in called | inner
        }
        unknown = [name for name in names if name not in self.sheet.rows]
        if unknown:
            shown = [name.removeprefix(f"{self.block}.") for name in unknown]
            elsewhere = [name for name in self.sheet.rows for label in shown if name.endswith(f".{label}")]
            known = [name.removeprefix(f"{self.block}.") for name in self.sheet.rows]
            fix = f"write {elsewhere[0]}" if elsewhere else _did_you_mean(shown[0], known)
            listed = " and ".join(f"“{label}”" for label in shown)
            raise _Mistake("estimate-unknown-name", f"{self.row.label} uses {listed}, which no block defines", fix or "define it under assume or compute")
        self.row.needs = frozenset(names)

    def _full(self, node: ast.Name | ast.Attribute) -> str:
        if isinstance(node, ast.Name):
            return f"{self.block}.{node.id[1:]}"
        if isinstance(node.value, ast.Name):
            return f"{node.value.id[1:]}.{node.attr[1:]}"
        raise _Mistake("estimate-syntax", f"not an expression: {self.row.expression}", "write block.label with one dot")

    def _visit(self, node: ast.expr) -> tuple[Tree, pint.Unit]:
        """The tree of ``node``, and the product of base units it comes out in."""
        match node:
            case ast.Constant(value=int() | float() as number):
                if not abs(number) < 1e300:
                    raise _Mistake("estimate-syntax", f"a number in {self.row.label} is too large", "write it like 3e9")
                return float(number), self._plain
            case ast.Name() | ast.Attribute():
                row = self.sheet.rows[self._full(node)]
                if row.unit is None:
                    raise _Unclear
                return row.name, row.unit.base
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                tree, base = self._visit(operand)
                return ["-", tree], base
            case ast.BinOp(op=operator, left=left, right=right) if type(operator) in _OPERATORS:
                return self._operate(_OPERATORS[type(operator)], left, right)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name[1:] in _FUNCTIONS:
                return self._apply(name[1:], args)
            case ast.Call(func=ast.Name(id=name)):
                raise _Mistake("estimate-syntax", f"{self.row.label} calls “{name[1:]}”", _did_you_mean(name[1:], _FUNCTIONS) or f"use {', '.join(_FUNCTIONS)}")
        raise _Mistake("estimate-syntax", f"not an expression: {self.row.expression}", "use + - * / **, numbers, labels, brackets and functions")

    def _operate(self, operator: str, left: ast.expr, right: ast.expr) -> tuple[Tree, pint.Unit]:
        (a, over), (b, under) = self._visit(left), self._visit(right)
        match operator:
            case "*":
                base = over * under
            case "/":
                base = over / under
            case "**":
                base = self._raise(over, b, under)
            case _:
                if over != under:
                    raise self._unlike(f"{self.row.label} adds or subtracts", over, "the other side is", under)
                base = over
        return [operator, a, b], base

    def _raise(self, over: pint.Unit, power: Tree, under: pint.Unit) -> pint.Unit:
        if under != self._plain:
            raise self._unlike(f"an exponent in {self.row.label} is", under, "it must be", self._plain)
        if over == self._plain:
            return self._plain
        match power:
            case ["-", float() as number]:
                exponent = -number
            case _:
                exponent = power
        if not isinstance(exponent, float) or abs(exponent) > 12:
            raise _Mistake("estimate-unit", f"{self.row.label} raises {self._name(over)} to a power that is not a small number", "write the exponent as a number, or divide by the unit first")
        return over**exponent

    def _apply(self, function: str, args: list[ast.expr]) -> tuple[Tree, pint.Unit]:
        several = function in ("min", "max")
        if len(args) < 2 if several else len(args) != 1:
            raise _Mistake("estimate-syntax", f"{function} in {self.row.label} has {len(args)} arguments", f"give it {'two or more' if several else 'one'}")
        trees, bases = zip(*map(self._visit, args))
        base = bases[0]
        match function:
            case "min" | "max":
                for other in bases[1:]:
                    if other != base:
                        raise self._unlike(f"{self.row.label} compares", base, "the other is", other)
            case "sqrt":
                base = base**0.5
            case "ln" | "log2" | "log10" | "exp":
                if base != self._plain:
                    raise self._unlike(f"{function} in {self.row.label} is given", base, "it takes", self._plain)
            case "ceil" | "floor" | "round":
                return [function, trees[0], self._counting(function, base)], base
        return [function, *trees], base

    def _counting(self, function: str, base: pint.Unit) -> float:
        """The size of the unit of which ``function`` makes a whole number."""
        if self.row.unit and self.row.unit.base == base:
            return self.row.unit.factor
        if self.sheet.units.counts(base):
            return 1.0
        raise _Mistake("estimate-unit", f"{function} in {self.row.label} has no unit to count {self._name(base)} in", "compute that part in a row of its own, with its unit")

    @property
    def _plain(self) -> pint.Unit:
        return self.sheet.units.plain

    def _name(self, base: pint.Unit) -> str:
        return self.sheet.units.write(base)

    def _unlike(self, says: str, base: pint.Unit, but: str, other: pint.Unit) -> _Mistake:
        message = f"{says} {self._name(base)}, but {but} {self._name(other)}"
        return _Mistake("estimate-unit", message, "multiply or divide by a quantity that turns one into the other")


def _imports(sources: list[_Source], load: Callable[[str], list[str]] | None) -> Iterator[_Source]:
    """The blocks of the pages that ``from`` names, and of those that they name."""
    seen: set[str] = set()
    waiting = [source for source in sources if source.path]
    while waiting:
        source = waiting.pop(0)
        if source.path in seen:
            continue
        seen.add(source.path)
        try:
            texts = load(source.path) if load else []
        except (OSError, ValueError):
            source.report("estimate-syntax", source.line_of("from"), f"no page at {source.path}", "write the path from docs/, such as case-studies/news-feed/index.md")
            continue
        if not texts:
            source.report("estimate-syntax", source.line_of("from"), f"{source.path} has no estimate blocks", "name the page that computes the values")
        for text in texts:
            there = _Source(text)
            there.read()
            if there.path:
                waiting.append(there)
            yield there


def _key(label: str) -> str:
    """``label`` as expressions write it. NFKC, because Python reads identifiers so."""
    return re.sub(r"\W+", "_", unicodedata.normalize("NFKC", label)).strip("_")


def _did_you_mean(word: str, known) -> str:
    close = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f"did you mean {close[0]}?" if close else ""
