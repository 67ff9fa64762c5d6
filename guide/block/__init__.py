"""The ``///`` blocks of a page as written: spoken blocks, folds and exercises.

The blocks extension leaves a malformed block on the page as text and says nothing. So :func:`check` reads the source
itself, for the build and for the tests alike; :mod:`guide.markdown.blocks` makes elements of the same kinds.
"""

from guide.block.check import check
from guide.block.source import EFFECTS, KINDS, LEVELS, SPEAKERS, Kind, Option, Written, fold_id, options, row_id, scan

__all__ = [
    "EFFECTS",
    "KINDS",
    "LEVELS",
    "SPEAKERS",
    "Kind",
    "Option",
    "Written",
    "check",
    "fold_id",
    "options",
    "row_id",
    "scan",
]
