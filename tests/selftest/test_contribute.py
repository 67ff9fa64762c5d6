"""The contributor's page lists every rule, says why and how to repair it, and lists no rule that is gone."""

import re

from tests.rules import ROOT, rules

ENTRY = re.compile(r"^`([a-z-]+)`\n:   (.+) \*Repair:\* (.+)\.$", re.MULTILINE)


def test_every_rule_is_listed_once():
    listed = [rule for rule, why, fix in ENTRY.findall((ROOT / "docs/contribute.md").read_text("utf-8"))]
    assert sorted(listed) == sorted(rule.id for room in ("source", "site") for rule in rules(room))
