"""On a phone a page's own sections are one tap away, and the header says which of them is being read."""

import pytest

from tests.browser.conftest import PHONE, eventually

CASE = "case-studies/payment-fraud/"
PAGES = [CASE, "framework/evaluate/", "interview/", ""]


@pytest.fixture
def phone(tab):
    tab.set_viewport_size(PHONE)
    return tab


@pytest.mark.parametrize("name", PAGES)
def test_one_tap_to_each_section(phone, name: str):
    phone.goto(name, wait_until="networkidle")
    contents = phone.locator("#page-contents")
    sections = phone.locator("article h2[id]").evaluate_all("all => all.map(each => each.id)")
    assert sections and not contents.is_visible()
    phone.locator(".where-button").click()
    listed = contents.locator("> ol > li > a").evaluate_all("all => all.map(each => each.hash.slice(1))")
    assert listed == sections
    contents.locator(f"a[href$='#{sections[-1]}']").click()
    contents.wait_for(state="hidden")
    heading = phone.locator(f"[id='{sections[-1]}']")
    header = phone.locator(".md-header").bounding_box()
    assert header["height"] <= heading.bounding_box()["y"] < PHONE["height"]
    assert not phone.wrong, phone.wrong


def test_says_where_one_is_also_on_the_next_page(phone):
    phone.goto(CASE, wait_until="networkidle")
    where = phone.locator(".where-section")
    assert where.text_content() == ""
    phone.evaluate("location.hash = '#5-evaluate'")
    where.filter(has_text="5. Evaluate").wait_for()
    phone.locator("#page-contents [aria-current]", has_text="5. Evaluate").wait_for(state="attached")
    phone.evaluate("window.same = true")
    following = phone.locator(".md-footer__link--next")
    following.scroll_into_view_if_needed()
    # The theme notes where a page stood a moment after it came to stand.
    phone.wait_for_timeout(300)
    following.click()
    phone.wait_for_url("**/practice/")
    phone.locator(".where-page", has_text="Practice: payment fraud").wait_for()
    # The theme scrolls the new page to its beginning.
    phone.wait_for_load_state("networkidle")
    eventually(phone, "scrollY", lambda y: y == 0)
    assert where.text_content() == ""
    phone.evaluate("location.hash = '#cards'")
    where.filter(has_text="Cards").wait_for()
    phone.locator(".where-button").click()
    assert phone.locator("#page-contents").get_by_role("link", name="Rubric").is_visible()
    assert phone.evaluate("window.same"), "the page was loaded anew"


def test_opens_and_closes_with_the_keyboard(phone):
    phone.goto(CASE, wait_until="networkidle")
    button = phone.get_by_role("button", name="Contents of Payment fraud")
    button.focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('#page-contents') !== null")
    phone.keyboard.press("Escape")
    assert not phone.locator("#page-contents").is_visible()
    assert button.evaluate("button => button === document.activeElement")


def test_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport=PHONE)
    page = context.new_page()
    page.goto(CASE)
    page.locator(".where-button").click()
    page.locator("#page-contents a[href='#4-develop-the-model']").click()
    assert page.url.endswith("#4-develop-the-model")
    context.close()


def test_going_within_a_page_keeps_it(phone):
    """What the reader has opened stays open; back leads to where one was, also after another page, and at once."""
    go = "link => new Promise(done => { addEventListener('hashchange', () => done(scrollY), { once: true }); link.click(); })"
    phone.goto(CASE, wait_until="networkidle")
    for name in ("Payment fraud", "Practice: payment fraud"):
        phone.locator(".where-page").get_by_text(name, exact=True).wait_for()
        phone.evaluate("document.querySelector('article').dataset.touched = ''")
        phone.locator(".where-button").click()
        phone.locator("#page-contents > ol > li:nth-child(3) > a").click()
        eventually(phone, "scrollY", lambda y: y > 1000)
        deep = phone.evaluate("scrollY")
        phone.locator(".where-button").click()
        phone.locator("#page-contents > ol > li:nth-child(1) > a").click()
        eventually(phone, "scrollY", lambda y, deep=deep: y < deep)
        phone.go_back()
        eventually(phone, "scrollY", lambda y, deep=deep: abs(y - deep) < 50)
        deep = phone.locator("#page-contents > ol > li:nth-child(4) > a").evaluate(go)
        phone.locator("#page-contents > ol > li:nth-child(2) > a").evaluate(go)
        phone.go_back()
        eventually(phone, "scrollY", lambda y, deep=deep: abs(y - deep) < 50)
        assert phone.locator("article[data-touched]").count(), f"{name} was fetched anew"
        phone.locator(".md-footer__link--next").evaluate("link => link.click()")
    assert not phone.wrong, phone.wrong
