"""What an estimate computes is no formula of its text: between the dollar signs of two prices stands no mathematics."""

from __future__ import annotations

from collections.abc import Iterator

from guide.finding import Finding
from tests.published import HtmlPage

FIX = "set the sheet's own text as it is, so that nothing looks for formulas in it"


def findings(page: HtmlPage) -> Iterator[Finding]:
    for formula in page.tree.css(".estimate-table math"):
        cell = formula.parent
        while cell.tag not in ("td", "th", "table"):
            cell = cell.parent
        text = " ".join(cell.text().split())
        yield page.finding("<math", f"a cell of an estimate is set as mathematics: {text[:120]}")
