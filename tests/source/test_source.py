"""Every rule of this room over every page of the book."""

import pytest

from tests.rules import rules


@pytest.mark.parametrize("rule", rules("source"), ids=lambda rule: rule.id)
def test_source(rule, book, report):
    report(rule(book))
