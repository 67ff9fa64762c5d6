"""Light and dark can be chosen, with the keyboard too, and the choice lasts."""

import pytest

from tests.browser.conftest import ready, visit


def scheme(tab) -> str:
    return tab.evaluate("document.body.dataset.mdColorScheme")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_palette(tab, key: str):
    visit(tab, "index.md")
    assert scheme(tab) == "default"
    for _ in range(10):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.innerText?.includes('Switch to dark mode')"):
            break
    tab.keyboard.press(key)
    assert scheme(tab) == "slate"
    tab.reload()
    ready(tab)
    assert scheme(tab) == "slate"
    tab.get_by_role("button", name="Switch to light mode").click()
    assert scheme(tab) == "default"
    assert not tab.wrong, tab.wrong
