"""The arithmetic of a page: estimate blocks read, checked for units and evaluated together, as one sheet.

A block is YAML::

    name: load
    title: Ranking load at peak
    assume:
      users:  {value: 300e6, unit: user, why: daily active users of a large consumer app}
      visits: {value: 12, unit: request/user/day, why: openings of the home feed}
    compute:
      peak load: {is: users * visits * peak.factor, unit: request/s}
    therefore: >-
      {peak load} is more than one region serves.

or ``from: case-studies/x/index.md``, which makes that page's blocks known here; with ``as: fraud`` below it the block
``load`` is ``fraud_load``. Labels are phrases; in an expression
their spaces are underscores, and ``block.label`` is a quantity of another block. Every row declares its unit (none: a
plain number), so a wrong unit is found where it stands and nowhere else. Nothing is ever executed: an expression is
parsed and becomes a tree of numbers, names and operations, which the browser walks too.
"""

from guide.estimate.expression import evaluate
from guide.estimate.rows import PROSE_VALUE, Block, Row, Tree, canonical
from guide.estimate.sheet import Result, Sheet

__all__ = ["PROSE_VALUE", "Block", "Result", "Row", "Sheet", "Tree", "canonical", "evaluate"]
