"""The blocks of a page, evaluated together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from guide import spans
from guide.estimate.expression import (
    Mistake,
    Unclear,
    UnknownNames,
    compile_condition,
    compile_row,
    evaluate,
    is_true,
)
from guide.estimate.rows import Block, Row, canonical, values_in
from guide.estimate.source import HEADLINES, Source
from guide.estimate.units import Unit, UnitError, Units
from guide.estimate.written import did_you_mean
from guide.finding import Finding

Load = Callable[[str], list[str]]


@dataclass(frozen=True)
class Result:
    """A quantity's value: in words, as bare ``number``, as ``magnitude`` in base units (s, byte, FLOP, dollar)."""

    spoken: str
    number: str
    magnitude: float
    unit: Unit


class Sheet:
    """The estimate blocks of a page; their order does not matter.

    Args:
        blocks: one for each source, ``None`` where there is none to show: an import, or beyond reading.
        homes: of each imported block the page below ``docs/`` that it is from, and what stands before its name here.
        imports: what the page itself imports: a path below ``docs/``, and what stands before the names of its blocks.
        findings: the index of the source, and what is wrong in it, counted from its first line.
        rows: all quantities by full name, those of imported blocks included.
        values: in base units, by full name; a quantity that could not be computed is missing.
        is_torn: a block of the page is beyond reading.
        lacks: so is one of an imported page, or all of it: what is unknown here may be known there.
    """

    def __init__(self, sources: list[Source], imported: list[Import]):
        self.blocks: list[Block | None] = [source.block for source in sources]
        self.imports = [(source.path, source.alias_below) for source in sources if source.path]
        self.homes = {
            there.source.block.name: (there.path, there.source.alias) for there in imported if there.source.block
        }
        self.rows: dict[str, Row] = {}
        self.values: dict[str, float] = {}
        self._gather(imported, sources)
        everything = [*(there.source for there in imported), *sources]
        self.is_torn = any(source.is_torn for source in sources)
        lost = {source.path for source in everything if source.path} - {there.path for there in imported}
        self.lacks = bool(lost) or any(source.is_torn for source in everything)
        self.units = Units([row.unit_text or "" for row in self.rows.values()])
        for source in everything:
            self._measure(source)
        for source in everything:
            self._compile(source)
        self._solve({row.name: source for source in everything for row in source.rows})
        for source in sources:
            self._conclude(source)
        self.findings: list[tuple[int, Finding]] = [
            (index, finding) for index, source in enumerate(sources) for finding in sorted(source.findings)
        ]

    @classmethod
    def read(cls, blocks: list[str], load: Load | None = None) -> Sheet:
        """The sheet of ``blocks``, the sources of a page's estimate blocks in order.

        Args:
            load: the sources of the blocks of the page at a path below ``docs/``; raises OSError or ValueError
                where there is no such page.
        """
        sources = [Source(text) for text in blocks]
        return cls(sources, list(_imports(sources, load or (lambda path: []), blocks)))

    def value(self, reference: str) -> Result | None:
        """The quantity "block.label", or ``None`` where there is none or its value could not be computed."""
        row = self.rows.get(canonical(reference))
        if row is None or row.unit is None or row.name not in self.values:
            return None
        speech = self.units.speech(row.unit, row.digits)
        magnitude = self.values[row.name]
        return Result(speech.say(magnitude), speech.say(magnitude, bare=True), magnitude, row.unit)

    def values_with(self, changes: Mapping[str, float]) -> dict[str, float]:
        """What :attr:`values` were, had some assumptions other values.

        Args:
            changes: by full name, each in the unit of its row.

        Returns:
            without the quantities that then come to no number.
        """
        changed = {name: number * self.rows[name].unit.factor for name, number in changes.items()}
        values = self.values | changed
        moved = set(changed)
        for row in self._order:
            if row.needs.isdisjoint(moved):
                continue
            moved.add(row.name)
            values.pop(row.name, None)
            if row.needs <= values.keys():
                with suppress(ZeroDivisionError, OverflowError, ValueError):
                    values[row.name] = evaluate(row.tree, values)
        return values

    def unknown(self, reference: str) -> Finding | None:
        """What is wrong with "block.label" in a page's prose: ``None`` if the sheet has such a quantity."""
        if canonical(reference) in self.rows:
            return None
        return Finding(
            rule="estimate-value-unknown",
            message=f"no estimate on this page has the value “{reference}”",
            source=f"{{{{ {reference} }}}}",
            fix=did_you_mean(canonical(reference), self._names_in(""))
            or "write block.label, as in {{ load.peak_load }}",
        )

    def _gather(self, imported: list[Import], sources: list[Source]) -> None:
        """Make all rows known by name."""
        # Whoever wrote the page can mend it: what is wrong with two blocks of one name is told to them.
        homes: dict[str, str] = {}
        for there in imported:
            name = there.source.block.name if there.source.block else ""
            if name in homes:
                message = f"{homes[name]} and {there.path} both have a block named {name}"
                fix = f"write “as: other” below “from: {there.path}”: its blocks are then other_{name} and so on"
                there.wanted_by.bad_form(there.wanted_by.line_of("from"), message, fix)
            elif name:
                homes[name] = there.path
                self._know(there.source)
        for source in sources:
            name = source.block.name if source.block else ""
            if name in homes:
                where = f"{homes[name]}, which this page imports," if homes[name] else "this page"
                message = f"another block of {where} is named {name}"
                source.bad_form(source.line_of("name"), message, "give each block its own name")
            elif name:
                homes[name] = ""
            self._know(source)

    def _know(self, source: Source) -> None:
        for row in [*source.rows, *source.literals]:
            self.rows.setdefault(row.name, row)

    def _measure(self, source: Source) -> None:
        """Read each row's unit, and the values of assumptions."""
        counted = {row.unit_text for row in self.rows.values() if " " not in row.name}
        for row in source.literals:
            if f"{source.block.name}.{row.unit_text}" in self.rows and row.unit_text not in counted:
                fix = f"write {row.label.replace(' ', ' * ')}, or a space on each side of the sign after a unit"
                source.bad_form(row.line, f"“{row.label}” is a number with a unit, but {row.unit_text} is a label", fix)
        for row in [*source.rows, *source.literals]:
            if row.unit_text is None:
                continue
            try:
                row.unit = self.units.read(row.unit_text)
            except UnitError as error:
                source.report("estimate-unit", row.line, f"{row.label}: {error}", error.fix)
                continue
            if row.value is not None and self.rows.get(row.name) is row:
                self.values[row.name] = row.value * row.unit.factor

    def _compile(self, source: Source) -> None:
        """Turn expressions into trees and check that each has the unit its row declares."""
        condition = source.block.holds if source.block else None
        for row in [*source.rows, *filter(None, [condition])]:
            if not row.expression:
                continue
            try:
                (compile_condition if row is condition else compile_row)(row, self.rows, self.units)
            except Mistake as mistake:
                source.report(mistake.rule, row.line, mistake.message, mistake.fix)
            except UnknownNames as unknown:
                source.report("estimate-unknown-name", row.line, *self._unknown_names(row, unknown.names))
            except Unclear:
                pass

    def _unknown_names(self, row: Row, names: list[str]) -> tuple[str, str]:
        listed = " and ".join(f"“{name}”" for name in names)
        elsewhere = [full for full in self.rows if full.endswith(f".{names[0]}")]
        fix = (
            f"write {elsewhere[0]}" if elsewhere else did_you_mean(names[0], self._names_in(row.name.partition(".")[0]))
        )
        return f"{row.label} uses {listed}, which no block defines", fix or "define it under assume or compute"

    def _names_in(self, block: str) -> list[str]:
        """All names as an expression of ``block`` writes them."""
        return [name.removeprefix(f"{block}.") for name in self.rows if " " not in name]

    def _solve(self, where: dict[str, Source]) -> None:
        """Compute every row, after those it needs."""
        computed = {name: row for name, row in self.rows.items() if row.tree is not None}
        while True:
            graph = {name: row.needs & computed.keys() for name, row in computed.items()}
            try:
                order = list(TopologicalSorter(graph).static_order())
                break
            except CycleError as error:
                cycle = error.args[1][:0:-1]
                row = min((computed.pop(name) for name in cycle), key=list(self.rows.values()).index)
                start = cycle.index(row.name)
                path = " → ".join([*cycle[start:], *cycle[:start], row.name])
                message = f"{row.label} is defined by itself: {path}"
                where[row.name].report(
                    "estimate-cycle", row.line, message, "compute one of them from assumptions alone"
                )
        self._order = [computed[name] for name in order]
        for row in self._order:
            if not row.needs <= self.values.keys():
                continue
            try:
                self.values[row.name] = evaluate(row.tree, self.values)
            except (ZeroDivisionError, OverflowError, ValueError) as error:
                self._no_number(where[row.name], row, error)

    def _no_number(self, source: Source, row: Row, error: Exception) -> None:
        match error:
            case ZeroDivisionError():
                zeros = " and ".join(sorted(name for name in row.needs if self.values[name] == 0))
                fix = f"give {zeros} a value other than 0" if zeros else "divide by something that is not 0"
                message = f"{row.label} divides by zero: {row.expression}"
                source.report("estimate-zero-division", row.line, message, fix)
            case OverflowError():
                source.bad_form(row.line, f"{row.label} is too large: {row.expression}", "check the powers")
            case _:
                message = f"{row.label} is no real number: {row.expression}"
                source.bad_form(row.line, message, "check the logarithms and roots")

    def _conclude(self, source: Source) -> None:
        """Check the values that the block's texts name."""
        if source.block is None:
            return
        block = source.block
        texts = [(key, getattr(block, key)) for key in ("title", "therefore", "otherwise")]
        lines = [(source.line_of(key), spans.blank(text)) for key, text in texts]
        lines += ((row.line, spans.blank(row.why)) for row in block.rows)
        used = [(line, name) for line, text in lines for name in values_in(text)]
        used += ((source.line_of("headline"), name) for name in block.headline)
        for start, name in used:
            if finding := self.unknown(name):
                label = name.removeprefix(f"{block.name}.")
                fix = (
                    did_you_mean(label, self._names_in(block.name)) or "compute it in this block, or write block.label"
                )
                line = source.line_naming(label, start)
                source.report(finding.rule, line, f"no quantity is named “{label}”", fix)
        self._check_condition(source, block.holds)
        block.headline = block.headline or self._headline(block)

    def _check_condition(self, source: Source, condition: Row | None) -> None:
        if condition is None or condition.tree is None or not condition.needs <= self.values.keys():
            return
        try:
            if not is_true(condition.tree, self.values):
                named = sorted(name for name in condition.needs if " " not in name)
                sides = " and ".join(f"{name} is {self.value(name).spoken}" for name in named)
                message = f"the conclusion does not hold with the page's own numbers: {sides}"
                fix = "turn the condition round, or conclude what “otherwise” says"
                source.report("estimate-holds", condition.line, message, fix)
        except (ZeroDivisionError, OverflowError, ValueError) as error:
            self._no_number(source, condition, error)

    def _headline(self, block: Block) -> list[str]:
        """What the conclusion names of the block's results, or else the last of them."""
        results = [row.name for row in block.results]
        return [name for name in dict.fromkeys(values_in(block.therefore)) if name in results][:HEADLINES] or results[
            -1:
        ]


@dataclass(frozen=True)
class Import:
    """A block of the page at ``path``, and the import of the page itself that brings it here."""

    source: Source
    path: str
    wanted_by: Source


def _imports(sources: list[Source], load: Load, page: list[str]) -> Iterator[Import]:
    """The blocks of the pages that ``from`` names, and of those that they name.

    Args:
        page: the sources of the page itself, by which it is known again where an import leads back to it.
    """
    seen: set[tuple[str, str]] = set()
    waiting: list[tuple[Source, Source, tuple[str, ...]]] = [(source, source, ()) for source in sources if source.path]
    while waiting:
        source, wanted_by, way = waiting.pop(0)
        # A way that leads back to itself is told on the pages that it leads over.
        if (source.path, source.alias_below) in seen or source.path in way:
            continue
        seen.add((source.path, source.alias_below))
        line = wanted_by.line_of("from")
        try:
            texts = load(source.path)
        except (OSError, ValueError):
            fix = "write the path from docs/, such as case-studies/news-feed/index.md"
            wanted_by.bad_form(line, f"no page at {source.path}", fix)
            continue
        if not texts:
            wanted_by.bad_form(line, f"{source.path} has no estimate blocks", "name the page that computes the values")
        if texts == page:
            message = "imports itself" if source is wanted_by else f"and {wanted_by.path} import each other"
            wanted_by.report("estimate-cycle", line, f"the page {message}", "remove the import, here or there")
            continue
        for text in texts:
            there = Source(text, source.alias_below)
            if there.path:
                waiting.append((there, wanted_by, (*way, source.path)))
            yield Import(there, source.path, wanted_by)
