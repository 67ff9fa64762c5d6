"""Nothing on a finished page runs, loads, sends or styles but what the book's own machinery put there."""

from __future__ import annotations

from guide.finding import Finding
from guide.press import active
from tests.published import Site

FIX = active.FIX


def findings(site: Site) -> list[Finding]:
    return active.look(site.root)
