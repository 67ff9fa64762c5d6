"""Light and dark can be chosen, with the keyboard too, and the choice lasts."""

from tests.browser.conftest import ready, visit


def scheme(tab) -> str:
    return tab.evaluate("document.body.dataset.mdColorScheme")


def test_palette(tab):
    visit(tab, "index.md")
    assert scheme(tab) == "default"
    for _ in range(10):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name === '__palette'"):
            break
    tab.keyboard.press("Enter")
    assert scheme(tab) == "slate"
    tab.reload()
    ready(tab)
    assert scheme(tab) == "slate"
    tab.locator("[data-md-component=palette] label:visible").click()
    assert scheme(tab) == "default"
    assert not tab.wrong, tab.wrong
