"""Curves of a page's sheet: one assumption swept over a range, and what some results are along it.

A block is YAML::

    name: threshold
    title: What a block threshold costs a day
    sweep: decide.threshold
    from: 2
    to: 98
    y: {label: Dollars a day, scale: log}
    draw: [decide.fraud loss, decide.friction cost, decide.total]
    minimum: decide.total
    cross: [decide.fraud loss, decide.friction cost]
    accDescr: The loss falls and the friction rises with the threshold; together they are least in between.

``docs/assets/javascripts/plots.mjs`` draws it, and finds the lowest point and the break-even where this module has made
sure that they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yaml import MappingNode, Node

from guide.estimate.rows import canonical
from guide.estimate.sheet import Sheet
from guide.estimate.units import decimal_comma, read_number
from guide.estimate.written import Written, did_you_mean

# Steps of a curve, as plots.mjs takes them.
STEPS = 96
SCALES = ("linear", "log")
CURVES = 4

_KEYS = ("name", "title", "sweep", "from", "to", "x", "y", "draw", "minimum", "cross", "accDescr")
_NEEDED = ("name", "title", "sweep", "from", "to", "draw", "accDescr")
_EXAMPLE = "write it like draw: [load.peak load, load.mean load]"


def read_all(sources: list[str], sheet: Sheet) -> list[Plot]:
    """The plots of a page, in order; of two with one name the second has a finding."""
    plots = [Plot(source, sheet) for source in sources]
    for index, plot in enumerate(plots):
        if plot.name and plot.name in {other.name for other in plots[:index]}:
            message = f"another plot of this page is named {plot.name}"
            plot.bad_form(plot.line_of("name"), message, "give each plot its own name")
    return plots


@dataclass
class Axis:
    """``label`` is empty where the sheet's own words do."""

    label: str = ""
    log: bool = False


class Plot(Written):
    """One plot, read and held against the ``sheet`` of its page.

    Attributes:
        sweep: full name of the assumption, as are all names; empty where what is written is none.
        start, stop: of the sweep, in the assumption's own unit.
        draw: the results.
        minimum: the one of them whose lowest point is marked, or empty.
        cross: the two of them whose break-even is marked, or none.
    """

    rule = "plot-syntax"
    whole = ", ".join(_NEEDED)

    def __init__(self, text: str, sheet: Sheet):
        super().__init__(text)
        self.sheet = sheet
        self.name = self.title = self.description = self.sweep = self.minimum = ""
        self.start = self.stop = 0.0
        self.x, self.y = Axis(), Axis()
        self.draw: list[str] = []
        self.cross: list[str] = []
        self._own = {row.name: row for block in filter(None, sheet.blocks) for row in block.rows}
        self._read()
        if not self.findings:
            self._check_names()
        if not self.findings:
            self._check_range()

    def _read(self) -> None:
        root = self.compose()
        if root is None:
            return
        self.entries = self.mapping(1, root, "the plot", _KEYS) or {}
        if not isinstance(root, MappingNode):
            return
        for key in _NEEDED:
            if key not in self.entries:
                self.bad_form(1, f"the plot has no {key}", f"add “{key}: …”")
        self.name, self.title, self.description = (self._text(key) for key in ("name", "title", "accDescr"))
        if self.name and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.name):
            fix = "write lower-case words joined by hyphens: the address is #plot-name"
            self.bad_form(self.line_of("name"), f"“{self.name}” is no name of a plot", fix)
        self.sweep, self.minimum = canonical(self._text("sweep")), canonical(self._text("minimum"))
        self.start, self.stop = self._number("from"), self._number("to")
        self.x, self.y = self._axis("x"), self._axis("y")
        self.draw, self.cross = self._names("draw", 1, CURVES), self._names("cross", 2, 2)
        if twice := next((name for name in self.draw if self.draw.count(name) > 1), ""):
            self.bad_form(self.line_of("draw"), f"{twice} is drawn twice", "name each curve once")

    def _text(self, key: str) -> str:
        return self.scalar(*self.entries[key], key) if key in self.entries else ""

    def _number(self, key: str) -> float:
        text = self._text(key)
        number = read_number(text)
        if text and number is None:
            fix = f"write {decimal_comma(text) or 'a number in the unit of the assumption, such as 0.02 or 3e6'}"
            self.bad_form(self.line_of(key), f"“{key}” is not a number: {text}", fix)
        return number or 0.0

    def _names(self, key: str, least: int, most: int) -> list[str]:
        if key not in self.entries:
            return []
        return [canonical(name) for name in self.texts(*self.entries[key], key, least, most, _EXAMPLE)]

    def _axis(self, key: str) -> Axis:
        axis = Axis()
        if key not in self.entries:
            return axis
        entries = self.mapping(*self.entries[key], key, ("label", "scale")) or {}
        written = {name: self.scalar(line, node, f"{name} of {key}") for name, (line, node) in entries.items()}
        scale = written.get("scale", "linear")
        if scale and scale not in SCALES:
            self.bad_form(entries["scale"][0], f"{key} has no scale “{scale}”", "write scale: linear or scale: log")
        return Axis(written.get("label", ""), scale == "log")

    def _check_names(self) -> None:
        own = self._own
        for key, names in (("sweep", [self.sweep]), ("draw", self.draw)):
            for name in names:
                line = self._line_of(key, name)
                if name not in own:
                    known = [known for known in own if own[known].assumed == (key == "sweep")]
                    fix = did_you_mean(name, known) or "write block.label, of a block on this page"
                    self.report("plot-name", line, f"no estimate on this page has the value “{name}”", fix)
                elif own[name].assumed != (key == "sweep"):
                    what = "a result, and no assumption to sweep" if key == "sweep" else "an assumption, and no result"
                    fix = "sweep an assumption, and draw results that depend on it"
                    self.report("plot-name", line, f"{name} is {what}", fix)
        for key, names in (("minimum", [self.minimum]), ("cross", self.cross)):
            for name in filter(None, names):
                if name not in self.draw:
                    fix = did_you_mean(name, self.draw) or f"add it to draw, or mark one of {', '.join(self.draw)}"
                    self.report("plot-name", self._line_of(key, name), f"{key} names {name}, which is not drawn", fix)
        # What has no value has a finding of its own.
        drawn = [own[name] for name in self.draw if name in own and name in self.sheet.values]
        for row in drawn[1:]:
            if row.unit.base != drawn[0].unit.base:
                units = self.sheet.units
                message = f"{row.name} is in {units.write(row.unit.base)}, but {drawn[0].name} in {units.write(drawn[0].unit.base)}"
                self.report(
                    "plot-unit", self._line_of("draw", row.name), message, "draw results of one unit, or two plots"
                )

    def _check_range(self) -> None:
        """Look along the curves, where the sheet itself is sound."""
        row = self._own[self.sweep]
        if not {self.sweep, *self.draw} <= self.sheet.values.keys():
            return
        for rule, key, message, fix in self._faults(row.value):
            self.report(rule, self.line_of(key), message, fix)

    def _faults(self, chosen: float) -> Iterator[tuple[str, str, str, str]]:
        """The rule, the key, what is wrong, and the fix."""
        rule = "plot-range"
        if self.start >= self.stop:
            yield (
                rule,
                "from",
                f"the range from {self.start:g} to {self.stop:g} is empty",
                "write the smaller number first",
            )
            return
        if self.x.log and self.start <= 0:
            yield rule, "from", f"a log scale has no place for {self.start:g}", "begin above 0, or write scale: linear"
            return
        if not self.start <= chosen <= self.stop:
            message = f"the page's own {self.sweep}, {chosen:g}, is not between {self.start:g} and {self.stop:g}"
            yield rule, "from", message, "widen the range"
            return
        sheets = [self.sheet.values_with({self.sweep: x}) for x in self._steps()]
        curves = {name: [values.get(name) for values in sheets] for name in self.draw}
        for name, curve in curves.items():
            if not any(value is not None and (value > 0 or not self.y.log) for value in curve):
                above = " above 0" if self.y.log else ""
                yield rule, "from", f"{name} has no value{above} in this range", "choose another range or scale"
                return
        if all(len(set(curve)) == 1 for curve in curves.values()):
            yield (
                "plot-name",
                "sweep",
                f"nothing drawn depends on {self.sweep}",
                "sweep an assumption that the results use",
            )
        if self.minimum:
            curve = [float("inf") if value is None else value for value in curves[self.minimum]]
            if curve.index(min(curve)) in (0, STEPS):
                message = f"{self.minimum} is lowest where the range ends"
                yield rule, "minimum", message, "widen the range, or leave minimum out"
        if self.cross:
            pairs = list(zip(*(curves[name] for name in self.cross), strict=True))
            signs = {(a > b) - (a < b) for a, b in pairs if a is not None and b is not None}
            if not {-1, 1} <= signs:
                message = f"{' and '.join(self.cross)} do not cross between {self.start:g} and {self.stop:g}"
                yield rule, "cross", message, "widen the range, or leave cross out"

    def _steps(self) -> Iterator[float]:
        for step in range(STEPS + 1):
            share = step / STEPS
            if self.x.log:
                yield self.start * (self.stop / self.start) ** share
            else:
                yield self.start + (self.stop - self.start) * share

    def _line_of(self, key: str, name: str) -> int:
        """The line of one name of a list, which may have a line for each."""
        start, node = self.entries[key]
        items: list[Node] = node.value if isinstance(node.value, list) else [node]
        return next((item.start_mark.line + 1 for item in items if canonical(item.value) == name), start)
