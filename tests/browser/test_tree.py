"""The book's pages: a list beside the text, or behind a button that the keyboard reaches, with nothing to step over."""

import pytest

from tests.browser.conftest import visit

NARROW = {"width": 640, "height": 800}
CASE = "case-studies/payment-fraud/index.md"


@pytest.fixture
def narrow(tab):
    """A laptop's window at twice its size."""
    tab.set_viewport_size(NARROW)
    visit(tab, CASE)
    return tab


def focused(tab) -> str:
    return tab.evaluate(
        "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText).trim()"
    )


def test_the_keyboard_steps_on_nothing_out_of_sight(narrow):
    for _ in range(12):
        narrow.keyboard.press("Tab")
        box = narrow.evaluate(
            "(({ left, right, width }) => ({ left, right, width }))(document.activeElement.getBoundingClientRect())"
        )
        assert box["width"] and box["left"] >= 0 and box["right"] <= NARROW["width"], (
            f"{focused(narrow)} is out of sight"
        )


def test_the_keyboard_opens_the_book_and_turns_to_a_page(narrow):
    for _ in range(5):
        narrow.keyboard.press("Tab")
        if focused(narrow) == "The book's pages":
            break
    narrow.keyboard.press("Space")
    tree = narrow.locator("#book-tree")
    assert tree.is_visible()
    narrow.keyboard.press("Escape")
    assert not tree.is_visible() and focused(narrow) == "The book's pages"
    narrow.keyboard.press("Enter")
    for _ in range(60):
        narrow.keyboard.press("Tab")
        if focused(narrow) == "Practice: payment fraud":
            break
    narrow.keyboard.press("Enter")
    narrow.wait_for_url("**/payment-fraud/practice/")
    assert not narrow.wrong, narrow.wrong


def test_a_part_opens_and_closes(narrow):
    narrow.get_by_role("button", name="The book's pages").click()
    tree = narrow.locator("#book-tree")
    chapter = tree.get_by_role("link", name="5. Evaluate")
    assert not chapter.is_visible()
    tree.get_by_text("Framework", exact=True).click()
    chapter.click()
    narrow.wait_for_url("**/framework/evaluate/")


def test_beside_the_text_stands_the_part_that_is_open(tab):
    visit(tab, CASE)
    tree = tab.locator("#book-tree")
    assert tree.locator("[aria-current=page]").inner_text() == "Payment fraud"
    assert tree.get_by_role("link", name="Video recommendation", exact=True).is_visible()
    assert not tree.get_by_role("link", name="5. Evaluate").is_visible()
    assert not tab.get_by_role("button", name="The book's pages").is_visible()
