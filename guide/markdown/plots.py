"""Plot blocks as figures: a caption, an address to link to, and what plots.mjs draws the curves from."""

from __future__ import annotations

import json
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.util import AtomicString

from guide.estimate.plot import Axis, Plot, read_all
from guide.estimate.sheet import Sheet
from guide.markdown.fences import PRIORITY, FenceTreeprocessor
from guide.markdown.problem import problem


class PlotTreeprocessor(FenceTreeprocessor):
    """``<figure class="plot" id="plot-name">``; the curves are drawn by the press, or in the browser of who writes."""

    name = "plot"

    def begin(self, sources: list[str]) -> None:
        self.sheet = self.md.treeprocessors["estimates"].sheet
        self._plots = iter(read_all(sources, self.sheet))

    def build(self, source: str, placeholder: str) -> etree.Element:
        plot = next(self._plots)
        if plot.findings:
            return problem(sorted(plot.findings))
        figure = etree.Element("figure", {"class": "plot", "id": f"plot-{plot.name}"})
        caption = etree.SubElement(figure, "figcaption", {"id": f"plot-{plot.name}-title"})
        caption.text = AtomicString(plot.title)
        etree.SubElement(figure, "div", {"class": "plot-drawing", "data-search-exclude": ""})
        data = etree.SubElement(figure, "template", {"data-search-exclude": ""})
        data.text = AtomicString(_data(plot, self.sheet))
        return figure


def _data(plot: Plot, sheet: Sheet) -> str:
    """What plots.mjs draws the curves from, as JSON: names and labels of quantities, the range and the axes."""
    data = {
        "sweep": plot.sweep,
        "from": plot.start,
        "to": plot.stop,
        "x": _axis(plot.x, sheet.rows[plot.sweep].label),
        "y": _axis(plot.y, sheet.rows[plot.draw[0]].label if len(plot.draw) == 1 else ""),
        "draw": [[name, sheet.rows[name].label] for name in plot.draw],
        "minimum": plot.minimum,
        "cross": plot.cross,
        "description": plot.description,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _axis(axis: Axis, label: str) -> list:
    return [axis.label or label, axis.log]


class PlotExtension(Extension):
    """Needs ``guide.estimates``, whose sheet the plots draw."""

    def extendMarkdown(self, md: Markdown) -> None:
        # When the sheet has been read.
        md.treeprocessors.register(PlotTreeprocessor(md), "plots", PRIORITY - 1)


def makeExtension(**kwargs) -> PlotExtension:
    return PlotExtension(**kwargs)
