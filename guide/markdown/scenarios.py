"""Put a scenario's numbers into its fold: what it assumes and what follows, as on the page and as there."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from guide.estimate import PROSE_VALUE, canonical
from guide.estimate.scenario import Scenario
from guide.markdown.fences import PRIORITY
from guide.markdown.problem import problem

_COLUMNS = ("Quantity", "In the chapter", "Here")


class ScenarioTreeprocessor(Treeprocessor):
    """Fills each ``<div class="scenario-numbers">``, and says ``{{ block.label | here }}`` in the text of its fold."""

    def run(self, root: etree.Element) -> None:
        for fold in root.iter("details"):
            box = fold.find("div/div[@class='scenario-numbers']")
            if box is not None:
                self._fill(fold, box)

    def _fill(self, fold: etree.Element, box: etree.Element) -> None:
        scenario = Scenario(json.loads(box.attrib.pop("data-options")), self.md.treeprocessors["estimates"].sheet)
        if scenario.findings:
            box.append(problem(scenario.findings))
        elif scenario.values:
            data = etree.SubElement(box, "template", {"data-search-exclude": ""})
            data.text = AtomicString(_data(scenario))
            box.append(_table(scenario))
            for element in fold.iter():
                for part in ("text", "tail"):
                    said = getattr(element, part)
                    if said and not isinstance(said, AtomicString):
                        setattr(element, part, PROSE_VALUE.sub(lambda found: self._said(scenario, found), said))

    def _said(self, scenario: Scenario, found: re.Match[str]) -> str:
        name = canonical(found[1])
        if found[2] != "here" or name not in scenario.values:
            return found[0]
        # What is said is no Markdown.
        return self.md.htmlStash.store(html.escape(scenario.there(name), quote=False))


def _table(scenario: Scenario) -> etree.Element:
    table = etree.Element("table", {"class": "scenario-table"})
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for column in _COLUMNS:
        etree.SubElement(head, "th", {"scope": "col"}).text = column
    body = etree.SubElement(table, "tbody")
    for kind, label, *values in _rows(scenario):
        row = etree.SubElement(body, "tr", {"class": kind})
        etree.SubElement(row, "th", {"scope": "row"}).text = label
        for value in values:
            etree.SubElement(row, "td").text = AtomicString(value)
    return table


def _rows(scenario: Scenario) -> Iterator[tuple[str, str, str, str]]:
    for kind, names in (("assumed", scenario.changes), ("computed", scenario.results)):
        for name in names:
            row = scenario.sheet.rows[name]
            yield kind, row.label, scenario.sheet.value(name).spoken, scenario.there(name)


def _data(scenario: Scenario) -> str:
    """What a script evaluates the scenario with, as JSON: names are those of the page ``from``, or else of this one."""
    data = {
        "from": scenario.home,
        "assume": {scenario.local(name): number for name, number in scenario.changes.items()},
        "results": [scenario.local(name) for name in scenario.results],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class ScenarioExtension(Extension):
    """Needs ``guide.blocks``, which makes the folds, and ``guide.estimates``, whose sheet is evaluated."""

    def extendMarkdown(self, md: Markdown) -> None:
        # When the sheet has been read, and before inline Markdown (20).
        md.treeprocessors.register(ScenarioTreeprocessor(md), "scenarios", PRIORITY - 1)


def makeExtension(**kwargs) -> ScenarioExtension:
    return ScenarioExtension(**kwargs)
