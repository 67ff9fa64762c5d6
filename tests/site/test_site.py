"""The book built strictly and finished, and every rule of this room over the result."""

import pytest

from tests.published import packed
from tests.rules import rules
from tests.site.html_weight import parts


def test_builds_strictly(built):
    _, strictly = built
    assert strictly, "the builder warns of what is printed above"


@pytest.mark.parametrize("rule", rules("site"), ids=lambda rule: rule.id)
def test_site(rule, site, report):
    report(rule(site))


def test_where_the_bytes_go(site, note):
    for page in site.pages:
        if page.path.startswith("case-studies/"):
            note(f"{page.path}: {packed(page.text.encode()) / 1000:.1f} KB gzipped, of it {parts(page)}")
