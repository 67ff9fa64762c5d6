"""Expressions: parsed, checked for units, and evaluated as trees that the browser can walk, too."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping

import pint

from guide.estimate.rows import Row, Tree
from guide.estimate.units import Units

FUNCTIONS = ("sqrt", "ln", "log2", "log10", "exp", "ceil", "floor", "round", "min", "max", "abs")

_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "^": "**"})
_WORD = r"[A-Za-z$%µ][A-Za-z_]*(?:(?:\*\*|\^)\d)?"
# A number with a unit ("8 byte/number"), or a label.
_NAME = re.compile(
    r"(?<![\w.])(?P<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?) +"
    rf"(?!and\b)(?P<unit>{_WORD}(?:[*/]{_WORD})*)(?![\w(.])"
    r"|(?<!\w)(?P<label>[^\W\d]\w*)"
)
_COMPARISONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
# Keeps every tree shallow enough to walk.
_MAX_LENGTH = 300
_MAX_POWER = 12


class Mistake(Exception):
    """What is wrong with an expression: the rule it breaks, a message and a fix."""

    def __init__(self, rule: str, message: str, fix: str):
        super().__init__(message)
        self.rule, self.message, self.fix = rule, message, fix


class UnknownNames(Exception):
    """Names that no block defines, as the expression writes them."""

    def __init__(self, names: list[str]):
        super().__init__(", ".join(names))
        self.names = names


class Unclear(Exception):
    """The expression rests on a quantity that has its own finding."""


def evaluate(tree: Tree, values: Mapping[str, float]) -> float:
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


def is_true(condition: Tree, values: Mapping[str, float]) -> bool:
    """Whether ``condition`` holds, given the values of the quantities it names.

    Raises:
        ZeroDivisionError, OverflowError, ValueError: a side of it is no number.
    """
    assert isinstance(condition, list)
    operator, *operands = condition
    if operator == "and":
        # Each side, whatever the first says: one that is no number is to be told.
        return all([is_true(operand, values) for operand in operands])  # noqa: C419
    a, b = (evaluate(operand, values) for operand in operands)
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


def numbers_with_units(expression: str) -> dict[str, tuple[str, str]]:
    """The numbers of ``expression`` that carry a unit: the name of each, its number and its unit."""
    found = (match for match in _NAME.finditer(expression) if match["unit"])
    return {_literal(match): (match["number"], match["unit"]) for match in found}


def _literal(match: re.Match[str]) -> str:
    return f"{match['number']} {match['unit']}"


def _whole(number: float, toward: Callable[[float], int]) -> float:
    """A whole number; 3.0000000000000004 already is one, so that ``ceil`` does not make it 4."""
    nearest = math.floor(number + 0.5)
    return nearest if abs(number - nearest) <= 1e-9 * max(1.0, abs(number)) else toward(number)


def compile_row(row: Row, rows: Mapping[str, Row], units: Units) -> None:
    """Fill ``tree`` and ``needs`` of ``row`` from its expression over ``rows``.

    Raises:
        Mistake: it is no expression, or comes out in another unit than the row's.
        UnknownNames: it uses what ``rows`` do not have.
        Unclear: it, or a quantity it uses, has no readable unit.
    """
    expression = _parse(row)
    compiler = _Compiler(row, rows, units)
    row.needs = compiler.names(expression)
    tree, base = compiler.visit(expression)
    if row.unit is None:
        raise Unclear
    if base != row.unit.base:
        declared = f"its unit is {row.unit_text}" if row.unit_text else "it has no unit"
        fix = "leave the unit out" if base == units.plain else f"write unit: {units.write(base)}"
        message = f"{row.label} comes out in {units.write(base)}, but {declared}"
        raise Mistake("estimate-unit", message, f"{fix}, or mend the expression")
    row.tree = tree


def compile_condition(row: Row, rows: Mapping[str, Row], units: Units) -> None:
    """As :func:`compile_row`, of the condition of a conclusion."""
    condition = _parse(row)
    compiler = _Compiler(row, rows, units)
    row.needs = compiler.names(condition)
    row.tree = compiler.compare(condition)


def _parse(row: Row) -> ast.expr:
    text = row.expression
    if len(text) > _MAX_LENGTH:
        raise _bad_form(f"the expression of {row.label} is too long", "compute parts of it in rows of their own")
    literals = list(numbers_with_units(text))

    def known(match: re.Match[str]) -> str:
        # A label may be a word that Python keeps to itself ("lambda"), so each gets a letter in front.
        if match["unit"]:
            return f"u{literals.index(_literal(match))}"
        return "and" if match["label"] == "and" else f"q{match['label']}"

    try:
        return ast.parse(_NAME.sub(known, text).translate(_SIGNS), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        words = re.search(r"[^\W\d]\w* +[^\W\d]\w*", text)
        fix = (
            f"write {words[0].replace(' ', '_')} if that is one label" if words else "write it like users * visits / 3"
        )
        raise _bad_form(f"not an expression: {text}", fix) from None


def _bad_form(message: str, fix: str) -> Mistake:
    return Mistake("estimate-syntax", message, fix)


class _Compiler:
    def __init__(self, row: Row, rows: Mapping[str, Row], units: Units):
        self.row, self.rows, self.units = row, rows, units
        self.block = row.name.partition(".")[0]
        self.literals = list(numbers_with_units(row.expression))

    def names(self, expression: ast.expr) -> frozenset[str]:
        """The full names of all quantities in ``expression``."""
        nodes = list(ast.walk(expression))
        inner = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
        inner |= {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
        outer = [node for node in nodes if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in inner]
        names = {self._full_name(node): None for node in outer}
        unknown = [name for name in names if name not in self.rows]
        if unknown:
            raise UnknownNames([name.removeprefix(f"{self.block}.") for name in unknown])
        return frozenset(names)

    def _full_name(self, node: ast.Name | ast.Attribute) -> str:
        match node:
            case ast.Name(id=label) if label[0] == "u":
                return self.literals[int(label[1:])]
            case ast.Name(id=label):
                return f"{self.block}.{label[1:]}"
            case ast.Attribute(value=ast.Name(id=block), attr=label):
                return f"{self.row.alias}{block[1:]}.{label[1:]}"
        raise _bad_form(f"not an expression: {self.row.expression}", "write block.label with one dot")

    def compare(self, node: ast.expr) -> Tree:
        """The tree of a condition."""
        match node:
            case ast.BoolOp(op=ast.And(), values=parts):
                return ["and", *map(self.compare, parts)]
            case ast.Compare(left=left, ops=operators, comparators=others) if {*map(type, operators)} <= {
                *_COMPARISONS
            }:
                sides = [self.visit(side) for side in (left, *others)]
                for _, base in sides[1:]:
                    if base != sides[0][1]:
                        raise self._unlike("the condition compares", sides[0][1], "the other side is", base)
                trees = [tree for tree, _ in sides]
                signs = [_COMPARISONS[type(operator)] for operator in operators]
                found = [[sign, a, b] for sign, a, b in zip(signs, trees, trees[1:], strict=False)]
                return found[0] if len(found) == 1 else ["and", *found]
        raise _bad_form(f"not a condition: {self.row.expression}", "compare two quantities with < or >, as in a < b")

    def visit(self, node: ast.expr) -> tuple[Tree, pint.Unit]:
        """The tree of ``node``, and the product of base units it comes out in."""
        match node:
            case ast.Constant(value=int() | float() as number):
                if not abs(number) < 1e300:
                    raise _bad_form(f"a number in {self.row.label} is too large", "write it like 3e9")
                return float(number), self.units.plain
            case ast.Name() | ast.Attribute():
                row = self.rows[self._full_name(node)]
                if row.unit is None:
                    raise Unclear
                return row.name, row.unit.base
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                tree, base = self.visit(operand)
                return ["-", tree], base
            case ast.BinOp(op=operator, left=left, right=right) if type(operator) in _OPERATORS:
                return self._operate(_OPERATORS[type(operator)], left, right)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._apply(name[1:], args)
        fix = "use + - * / **, numbers, labels, brackets and functions"
        raise _bad_form(f"not an expression: {self.row.expression}", fix)

    def _operate(self, operator: str, left: ast.expr, right: ast.expr) -> tuple[Tree, pint.Unit]:
        (a, base), (b, other) = self.visit(left), self.visit(right)
        match operator:
            case "*":
                base = self.units.tidy(base * other)
            case "/":
                base = self.units.tidy(base / other)
            case "**":
                base = self._raise(base, b, other)
            case _ if base != other:
                raise self._unlike(f"{self.row.label} adds or subtracts", base, "the other side is", other)
        return [operator, a, b], base

    def _raise(self, base: pint.Unit, power: Tree, other: pint.Unit) -> pint.Unit:
        if other != self.units.plain:
            raise self._unlike(f"an exponent in {self.row.label} is", other, "it must be", self.units.plain)
        if base == self.units.plain:
            return base
        # Which unit comes out must not hang on a value that the reader can change.
        match power:
            case float() as number:
                pass
            case ["-", float() as number]:
                number = -number
            case _:
                number = math.inf
        if abs(number) > _MAX_POWER:
            message = f"{self.row.label} raises {self.units.write(base)} to a power that is not a small number"
            raise Mistake("estimate-unit", message, "write the exponent as a number, or divide by the unit first")
        return self.units.tidy(base**number)

    def _apply(self, function: str, args: list[ast.expr]) -> tuple[Tree, pint.Unit]:
        several = function in ("min", "max")
        if function not in FUNCTIONS:
            raise _bad_form(f"{self.row.label} calls “{function}”", f"use {', '.join(FUNCTIONS)}")
        if len(args) < 2 if several else len(args) != 1:
            wanted = "two or more" if several else "one"
            raise _bad_form(f"{function} in {self.row.label} has {len(args)} arguments", f"give it {wanted}")
        trees, bases = zip(*map(self.visit, args), strict=True)
        base = bases[0]
        match function:
            case "min" | "max":
                for other in bases:
                    if other != base:
                        raise self._unlike(f"{self.row.label} compares", base, "the other is", other)
            case "sqrt":
                base = self.units.tidy(base**0.5)
            case "ln" | "log2" | "log10" | "exp" if base != self.units.plain:
                raise self._unlike(f"{function} in {self.row.label} is given", base, "it takes", self.units.plain)
            case "ceil" | "floor" | "round":
                return [function, trees[0], self._size(function, base)], base
        return [function, *trees], base

    def _size(self, function: str, base: pint.Unit) -> float:
        """The size of the unit that ``function`` makes whole: the row's own, or one of what is counted."""
        if self.row.unit and self.row.unit.base == base:
            return self.row.unit.factor
        if self.units.counts(base):
            return 1.0
        message = f"{function} in {self.row.label} has no unit to count {self.units.write(base)} in"
        raise Mistake("estimate-unit", message, "compute that part in a row of its own, with its unit")

    def _unlike(self, says: str, base: pint.Unit, but: str, other: pint.Unit) -> Mistake:
        message = f"{says} {self.units.write(base)}, but {but} {self.units.write(other)}"
        return Mistake("estimate-unit", message, "multiply or divide by a quantity that turns one into the other")
