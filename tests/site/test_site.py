"""The book built strictly and finished, and every rule of this room over the result."""

import pytest

from tests.rules import rules


def test_builds_strictly(built):
    _, strictly = built
    assert strictly, "the builder warns of what is printed above"


def test_finishes(finished, report):
    report(finished)


@pytest.mark.parametrize("rule", rules("site"), ids=lambda rule: rule.id)
def test_site(rule, site, report):
    report(rule(site))
