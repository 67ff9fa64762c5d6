"""From a built site to the one that is published.

A step is a function from the site's directory to findings, one file a step, and works on whatever builder made the
HTML. None of them knows Markdown.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from guide.finding import Finding
from guide.press import (
    active,
    diagrams,
    leftovers,
    offline,
    plots,
    policy,
    practice,
    search,
    sheets,
    styles,
    whitespace,
)

STEPS: list[tuple[str, Callable[[Path], list[Finding]]]] = [
    ("Freezing the diagrams", diagrams.freeze),
    ("Drawing the curves", plots.freeze),
    ("Moving the estimates' sheets beside their pages", sheets.move),
    ("Making the search's index", search.make),
    ("Gathering what one practices with", practice.gather),
    ("Joining the style sheets", styles.join),
    ("Removing what no reader needs", leftovers.remove),
    ("Squeezing white space", whitespace.squeeze),
    ("Writing what a page may run", policy.write),
    ("Looking for what no page may run", active.look),
    ("Listing what a reader may keep", offline.write),
]


def finish(site: Path) -> list[Finding]:
    """Run every step over ``site``, in place, up to the first that finds a mistake; says what it does.

    Returns:
        The mistakes of that step; empty if the site is ready to publish. Finishing a finished site changes nothing.
    """
    for what, step in STEPS:
        started = time.monotonic()
        print(f"{what} …", flush=True)
        found = step(site)
        print(f"{what}: {time.monotonic() - started:.1f} s", flush=True)
        if found:
            return found
    return []
