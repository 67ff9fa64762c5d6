"""What a block holds once it is read: its rows, and the names by which they are known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from guide.estimate.units import Unit

PROSE_VALUE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*(\w*)\s*)?\}\}")

# A number, the full name of a quantity, or an operation and its operands; numbers are in base units.
Tree = float | str | list


@dataclass
class Row:
    """One quantity: an assumption with a ``value``, or a result with an ``expression``.

    Args:
        name: "block.label" with underscores, unique on the page.
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


def canonical(reference: str) -> str:
    """``reference`` ("load.peak load") with underscores between the words of its parts ("load.peak_load")."""
    return ".".join(as_name(part) for part in reference.split("."))


def as_name(label: str) -> str:
    """``label`` as expressions write it. NFKC, because Python reads identifiers so."""
    return re.sub(r"\W+", "_", unicodedata.normalize("NFKC", label)).strip("_")
