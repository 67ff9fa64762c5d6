"""What a reader wants to show or to correct has a link that is in sight."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import ready, visit

FORM = "https://example.org/book/issues/new?template=content-error.yml&amp;where={0}%20in%20version%20abc"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("case-studies/payment-fraud/index.md", "figure.diagram"),
        ("case-studies/payment-fraud/index.md", ".estimate"),
        ("case-studies/payment-fraud/index.md", ".plot"),
        ("case-studies/payment-fraud/practice.md", "details.card"),
    ],
    ids=["diagram", "estimate", "plot", "card"],
)
def test_a_visible_handle_copies_the_link(tab, name: str, target: str):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(tab, name)
    shown = tab.locator(f"{target}[id]").first
    if target == "details.card":
        shown.locator("summary").click()
    handle = shown.locator(".handle")
    assert handle.is_visible() and handle.inner_text() == "Copy link"
    handle.focus()
    tab.keyboard.press("Enter")
    shown.get_by_text("Copied").wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == f"{tab.url}#{shown.get_attribute('id')}"
    tab.context.clear_permissions()
    assert not tab.wrong, tab.wrong


def test_where_nothing_may_be_copied_the_address_bar_has_it(tab):
    tab.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    visit(tab, "case-studies/payment-fraud/index.md")
    shown = tab.locator(".estimate[id]").first
    shown.locator(".handle").click()
    shown.get_by_text("In the address bar").wait_for()
    assert tab.url.endswith(f"#{shown.get_attribute('id')}")


def test_a_report_says_the_page_its_section_and_the_version(tab, site, address):
    """The link stands where the repository's address is known, which no test's site does."""
    page = next(page for page in site.pages if page.path == "framework/evaluate/index.html")
    link = f'<a class="report" href="{FORM.format(address + "framework/evaluate/")}">Report a mistake here</a><h1'
    tab.route("**/framework/evaluate/", lambda route: route.fulfill(body=page.text.replace("<h1", link, 1)))
    tab.route("https://example.org/**", lambda route: route.fulfill(body="Here."))
    tab.goto("framework/evaluate/")
    ready(tab)
    tab.locator("h2#experiments").evaluate("heading => heading.scrollIntoView()")
    tab.locator("a.report").dispatch_event("click")
    tab.wait_for_url("https://example.org/**")
    said = parse_qs(urlsplit(tab.url).query)
    assert said["where"] == [f"{address}framework/evaluate/#experiments in version abc"]
    assert said["template"] == ["content-error.yml"]
