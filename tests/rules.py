"""What a rule is, and how a room full of them is read.

A rule is a file. Its docstring says why the rule exists, ``FIX`` what usually repairs a finding, and ``findings`` looks
at one ``page`` or at the whole ``book`` (in ``tests/site``: at the whole ``site``), whichever its parameter is called.
``FIRST`` marks the rules that tell why a page cannot be read: what other rules see in it is no mistake of its own.
``LAST`` marks those that count: any other mistake may be why something is not there.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from guide.finding import Finding

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Rule:
    """One rule; its id is its file's name with hyphens."""

    id: str
    room: str
    why: str
    fix: str
    look: Callable[..., Iterable[Finding]]
    is_first: bool = False
    is_last: bool = False

    def __call__(self, subject, wanted: str = "") -> list[Finding]:
        """All that is wrong with ``subject`` (a ``Book`` or ``Site``), in the order of its lines.

        A rule that looks at one page at a time looks at those only whose path holds ``wanted``.
        """
        each = "page" in inspect.signature(self.look).parameters
        parts = [page for page in subject.pages if wanted in page.path] if each else [subject]
        found = [finding for part in parts for finding in self.look(part)]
        if not self.is_first:
            found = [finding for finding in found if finding.file not in getattr(subject, "lost", ())]
        return sorted(replace(finding, rule=self.id, fix=finding.fix or self.fix) for finding in found)


def rules(room: str) -> list[Rule]:
    """The rules of ``tests/<room>``."""
    files = sorted(path.stem for path in (ROOT / "tests" / room).glob("*.py"))
    modules = [importlib.import_module(f"tests.{room}.{name}") for name in files if not name.startswith(("test_", "_"))]
    return [
        Rule(
            module.__name__.rpartition(".")[2].replace("_", "-"),
            room,
            module.__doc__,
            module.FIX,
            module.findings,
            getattr(module, "FIRST", False),
            getattr(module, "LAST", False),
        )
        for module in modules
    ]
