"""The catalog of case studies: a list without a script, and narrowed by words and by kind with one."""

from __future__ import annotations

import pytest

from tests.browser.conftest import visit


@pytest.fixture
def home(tab):
    visit(tab, "index.md")
    return tab


def shown(tab) -> list[tuple[str, str, str]]:
    """Name, text and task of each case study that is to be seen."""
    items = tab.locator("ul.catalog > li").all()
    return [
        (item.locator("> a").text_content(), item.text_content().casefold(), item.get_attribute("data-task"))
        for item in items
        if item.is_visible()
    ]


def test_narrows_by_words_and_kind_and_says_how_many(home):
    every = shown(home)
    count = home.locator(".filters output")
    assert count.text_content() == f"{len(every)} case studies"
    home.get_by_label("Find").fill("VIDEO search")
    found = shown(home)
    assert found == [each for each in every if "video" in each[1] and "search" in each[1]]
    assert 0 < len(found) < len(every)
    assert count.text_content() == f"{len(found)} of {len(every)} case studies"
    home.get_by_label("Find").fill("")
    kind = every[0][2]
    home.get_by_role("combobox", name="Task", exact=True).select_option(kind)
    assert shown(home) == [each for each in every if each[2] == kind] != every
    home.get_by_label("Find").fill("no case says this")
    assert shown(home) == [] and count.text_content() == "No case study matches"
    home.get_by_role("button", name="Show all").click()
    home.locator(".filters output", has_text=f"{len(every)} case studies").wait_for()
    assert shown(home) == every
    assert not home.wrong, home.wrong


def test_by_keyboard(home):
    every = shown(home)
    home.get_by_label("Find").focus()
    home.keyboard.type("fraud")
    assert 0 < len(shown(home)) < len(every)
    for _ in range(4):
        home.keyboard.press("Tab")
    assert home.evaluate("document.activeElement.textContent") == "Show all"
    home.keyboard.press("Space")
    home.locator(".filters output", has_text=f"{len(every)} case studies").wait_for()
    assert shown(home) == every


def test_the_whole_list_stands_without_a_script(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("")
    assert len(shown(page)) == page.locator("ul.catalog > li").count() > 10
    assert not page.locator(".filters").count()
    context.close()
