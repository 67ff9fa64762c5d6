"""A page's sheet under other assumptions: a start-up's size, ten times the load, another latency."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guide.estimate.rows import Row, canonical
from guide.estimate.sheet import Sheet
from guide.estimate.units import UnitError, decimal_comma, read_number
from guide.estimate.written import did_you_mean
from guide.finding import Finding


class Scenario:
    """What the options ``assume`` and ``results`` of a ``/// scenario`` come to.

    Args:
        options: as YAML reads them; whatever they are, nothing is raised.

    Attributes:
        changes: the other value of each assumption, by full name, in the unit of its row.
        results: full names of the quantities to compare.
        values: of everything in the scenario, in base units.
        findings: ``source`` is what they are about, as it is written; lines are the caller's.
    """

    def __init__(self, options: Mapping, sheet: Sheet):
        self.sheet = sheet
        self.changes: dict[str, float] = {}
        self.results: list[str] = []
        self.values: dict[str, float] = {}
        self.findings: list[Finding] = []
        assume, results = options.get("assume"), options.get("results")
        if not isinstance(assume, Mapping) or not assume:
            self._report(
                "scenario-form", "the scenario changes nothing", "write assume: {block.label: number}", "assume"
            )
        if not isinstance(results, list) or not results:
            self._report("scenario-form", "the scenario compares nothing", "write results: [block.label]", "results")
        if self.findings:
            return
        for name, value in assume.items():
            self._change(str(name), str(value))
        for name in map(str, results):
            if row := self._row(name, assumed=False):
                self.results.append(row.name)
        if not self.findings:
            self._evaluate()

    @property
    def home(self) -> str:
        """The page below ``docs/`` whose sheet this is; empty for the page's own."""
        return self._home(self.results[0])[0]

    def local(self, name: str) -> str:
        """``name`` as its own page has it."""
        return name.removeprefix(self._home(name)[1])

    def _home(self, name: str) -> tuple[str, str]:
        return self.sheet.homes.get(name.partition(".")[0], ("", ""))

    def there(self, name: str) -> str:
        """A quantity's value in the scenario, in words."""
        row = self.sheet.rows[name]
        return self.sheet.units.speech(row.unit, row.digits).say(self.values[name])

    def _report(self, rule: str, message: str, fix: str, source: str) -> None:
        self.findings.append(Finding(rule=rule, message=message, source=source, fix=fix))

    def _row(self, name: str, assumed: bool) -> Row | None:
        row = self.sheet.rows.get(canonical(name))
        kind = "an assumption" if assumed else "a result"
        if row is None or " " in row.name:
            known = [
                known.name for known in self.sheet.rows.values() if known.assumed == assumed and " " not in known.name
            ]
            fix = did_you_mean(canonical(name), known) or "write block.label, of a block that this page has or imports"
            self._report("scenario-value", f"no estimate on this page has the value “{name}”", fix, name)
            return None
        if row.assumed != assumed:
            fix = "change assumptions, and compare results that depend on them"
            self._report("scenario-value", f"{name} is not {kind}", fix, name)
            return None
        return row

    def _change(self, name: str, text: str) -> None:
        row = self._row(name, assumed=True)
        if row is None or row.unit is None:
            return
        written = re.fullmatch(
            r"(?P<number>\S+(?: (?:thousand|million|billion|trillion))?)(?: +(?P<unit>[a-zA-Z$%µ].*))?", text.strip()
        )
        number = read_number(written["number"]) if written else None
        if number is None:
            fix = f"write {decimal_comma(text) or 'a number, such as 300e6 or 0.7'}"
            self._report("scenario-value", f"{name} is not a number: {text}", fix, name)
            return
        if written["unit"]:
            try:
                unit = self.sheet.units.read(written["unit"])
            except UnitError as error:
                self._report("scenario-value", f"{name}: {error}", error.fix, name)
                return
            if unit.base != row.unit.base:
                message = f"{name} is in {row.unit_text or 'a plain number'}, and not in {written['unit']}"
                self._report(
                    "scenario-value", message, "leave the unit away: the number is in the assumption's own", name
                )
                return
            number *= unit.factor / row.unit.factor
        self.changes[row.name] = number

    def _evaluate(self) -> None:
        if len({self._home(name)[0] for name in [*self.changes, *self.results]}) > 1:
            message = "the scenario takes its quantities from more than one page"
            self._report("scenario-value", message, "keep to the values of one page", "results")
            return
        # A sheet that cannot be computed has findings of its own.
        if not self.sheet.values.keys() >= {*self.changes, *self.results}:
            return
        self.values = self.sheet.values_with(self.changes)
        for name in self.results:
            if name not in self.values:
                fix = "choose other numbers, or another result"
                self._report("scenario-value", f"{name} comes to no number in this scenario", fix, name)
        if not self.findings and all(self.values[name] == self.sheet.values[name] for name in self.results):
            fix = "compare a result that rests on what the scenario changes"
            self._report("scenario-value", "no result differs from the page's", fix, "results")
