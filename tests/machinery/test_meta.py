"""What the front matter may say, the page shows and the template has: one list of names."""

import re

from guide.book import Book
from guide.meta import FACETS, CaseMeta
from tests.rules import ROOT


def test_the_templates_of_the_theme_ask_for_nothing_that_no_page_says():
    asked = {
        name
        for path in (ROOT / "overrides").rglob("*.html")
        for name in re.findall(r"\bpage\.meta\.(\w+)", path.read_text("utf-8"))
    }
    assert {*FACETS} <= asked <= {*CaseMeta.model_fields}


def test_a_new_case_study_shows_every_name_that_is_its_own():
    design = next(page for page in Book(ROOT).template if page.case == "design")
    own = {name for name in CaseMeta.model_fields if name not in ("hide", "search", "template", "carried")}
    assert own == {*design.meta}
