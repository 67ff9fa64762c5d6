"""What a block holds once it is read: its rows, and the names by which they are known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from guide.estimate.units import Unit

PROSE_VALUE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*(\w*)\s*)?\}\}")

# A number, the full name of a quantity, or an operation and its operands; numbers are in base units. A condition is a
# comparison or an "and", and stands at the top only.
Tree = float | str | list


@dataclass
class Row:
    """One quantity: an assumption with a ``value``, or a result with an ``expression``.

    So is a number with a unit within an expression ("8 byte/number"), as an assumption that nobody can change, and the
    condition of a conclusion, as a result that is true or false.

    Args:
        name: "block.label" with underscores, unique on the page; of a number with a unit itself, as written.
        alias: what stands before the names of the blocks that its expression names; see :class:`Source`.
        unit_text: as written; ``None`` where something else than text stands.
        unit: ``None`` while unread, and for good when it is no unit.
        value: of an assumption, in ``unit``.
        digits: significant digits to say; ``None`` says an assumption as typed.
        tree: the expression, once it is found to make sense.
        needs: full names of the quantities that the expression uses.
    """

    name: str
    label: str
    line: int
    assumed: bool
    alias: str = ""
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
    """One block.

    Args:
        headline: full names of the quantities to show large.
        therefore: Markdown with its values as ``{{ block.label }}``, as is ``otherwise``.
        holds: the condition under which ``therefore`` is true; where it is not, ``otherwise`` is.
    """

    name: str
    title: str
    headline: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    holds: Row | None = None
    otherwise: str = ""
    therefore: str = ""

    @property
    def results(self) -> list[Row]:
        return [row for row in self.rows if not row.assumed]

    @property
    def uses(self) -> frozenset[str]:
        """Full names of all quantities that the expressions and the texts use."""
        said = {*values_in(self.therefore), *values_in(self.otherwise), *self.headline}
        return frozenset(said.union(*(row.needs for row in [*self.rows, *filter(None, [self.holds])])))


def values_in(text: str) -> list[str]:
    """Full names of the quantities that ``text`` names, in order."""
    return [canonical(match[1]) for match in PROSE_VALUE.finditer(text)]


def canonical(reference: str) -> str:
    """``reference`` ("load.peak load") with underscores between the words of its parts ("load.peak_load")."""
    return ".".join(as_name(part) for part in reference.split("."))


def as_name(label: str) -> str:
    """``label`` as expressions write it. NFKC, because Python reads identifiers so."""
    return re.sub(r"\W+", "_", unicodedata.normalize("NFKC", label)).strip("_")
