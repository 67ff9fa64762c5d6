"""The contributor's page lists every rule, says why and how to repair it, and lists no rule that is gone."""

import re

from tests.rules import ROOT, rules

NAMED = re.compile(r"""(?:rule=|RULE = |rule = |report\(|finding\()"([a-z]+-[a-z-]+)\"""")
ENTRY = re.compile(r"^`([a-z-]+)`\n:   (.+) \*Repair:\* (.+)\.$", re.MULTILINE)


def test_every_rule_is_listed_once():
    listed = [rule for rule, why, fix in ENTRY.findall((ROOT / "docs/contribute.md").read_text("utf-8"))]
    assert sorted(listed) == sorted(rule.id for room in ("source", "site") for rule in rules(room))


def test_every_finding_of_the_machinery_is_of_a_rule():
    """A finding of a rule that has no file is shown by the builder only, and told to nobody who checks."""
    named = {name for path in (ROOT / "guide").rglob("*.py") for name in NAMED.findall(path.read_text("utf-8"))}
    known = {rule.id for room in ("source", "site") for rule in rules(room)}
    # Starting a case study is a command of its own.
    assert named - {"new-case"} <= known
