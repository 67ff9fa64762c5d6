"""A decision is taken with the keyboard, answered aloud, counted, and taken back; without script it can be read."""

import pytest

from guide.book import Book
from tests.browser.conftest import address_of, visit
from tests.rules import ROOT

PRACTICE = [page.name for page in Book(ROOT).pages if page.published and page.blocks_of("decision")]


@pytest.mark.parametrize("name", PRACTICE)
def test_decision(kept_tab, name: str):
    tab = kept_tab
    visit(tab, name)
    decision = tab.locator(".decision").first
    count = tab.locator(".decision").count()
    decision.locator("details.right > summary").focus()
    tab.keyboard.press("Enter")
    announced = decision.locator("[role=status]")
    announced.filter(has_text="Right here").wait_for()
    assert f"1 of {count} right" in announced.inner_text()
    assert decision.locator("details.right > div").is_visible()
    decision.locator("button").focus()
    tab.keyboard.press("Enter")
    assert not decision.locator("details[open]").count()
    decision.locator("details.wrong > summary").first.focus()
    tab.keyboard.press("Space")
    announced.filter(has_text="Not here").wait_for()
    assert f"0 of {count} right" in announced.inner_text()
    assert not tab.wrong, tab.wrong


@pytest.fixture(scope="module")
def without_script(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    yield context.new_page()
    context.close()


def test_options_in_an_order_of_chance(browser, address):
    """Each visit has its own order, which a page that is come back to keeps."""

    def shown(visit: str, times: int) -> list[str]:
        context = browser.new_context(base_url=address)
        context.add_init_script(f"sessionStorage.visit = '{visit}'")
        tab = context.new_page()
        seen = []
        for _ in range(times):
            tab.goto(address_of(PRACTICE[0]))
            tab.locator(".decision [role=status]").last.wait_for(state="attached")
            seen.append(tab.locator(".decision .options").all_inner_texts())
        context.close()
        return seen

    (one, again), (other,) = shown("0.1", 2), shown("0.2", 1)
    assert one == again != other
    assert all(sorted(ours.split("\n")) == sorted(theirs.split("\n")) for ours, theirs in zip(one, other, strict=True))


@pytest.mark.parametrize("name", PRACTICE)
def test_without_script(without_script, name: str):
    without_script.goto(address_of(name))
    option = without_script.locator(".decision details").first
    option.locator("summary").focus()
    without_script.keyboard.press("Enter")
    assert option.locator("> div").is_visible()
