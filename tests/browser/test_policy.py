"""What slips onto a page does not run: the policy that the press writes is the last of the fences."""

from __future__ import annotations

import re

import pytest

WAYS = {
    "script": "<script>ran.push('script')</script>",
    "data": "<script src=\"data:text/javascript,ran.push('data')\"></script>",
    "handler": "<img src='assets/nothing.png' alt='' onerror=\"ran.push('handler')\">",
    "drawing": "<svg onload=\"ran.push('drawing')\"></svg>",
    "address": "<a id='address' href=\"javascript:ran.push('address'),void 0\">Go on</a>",
    "click": "<button id='click' type='button' onclick=\"ran.push('click')\">Go on</button>",
    "base": "<base href='https://example.org/'>",
}
FORM = "<form id='form' action='https://example.org/'></form>"
REFUSED = """new Promise(done => {
  document.addEventListener("securitypolicyviolation", event => done(event.effectiveDirective));
  document.querySelector("#form").submit();
})"""


@pytest.fixture
def attacked(tab, site):
    """``attacked(guarded)`` opens the first page with every way in on it, and tells which of them led somewhere."""

    def attacked(guarded: bool) -> set[str]:
        text = next(page.text for page in site.pages if page.path == "index.html")
        text = text.replace("</article>", "".join([*WAYS.values(), FORM]) + "</article>")
        text = text if guarded else re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        tab.route("**/attacked/", lambda route: route.fulfill(body=text, content_type="text/html"))
        tab.route("https://example.org/**", lambda route: route.fulfill(body="Here."))
        tab.add_init_script("window.ran = []")
        tab.goto("attacked/", wait_until="load")
        for name in ("address", "click"):
            tab.locator(f"#{name}").dispatch_event("click")
        based = tab.evaluate("document.baseURI").startswith("https://example.org")
        return {*tab.evaluate("ran"), *(["base"] if based else [])}

    return attacked


def test_nothing_that_slipped_in_runs(tab, attacked):
    assert attacked(guarded=True) == set()
    assert tab.evaluate(REFUSED) == "form-action"


def test_without_the_policy_it_would(tab, attacked):
    assert attacked(guarded=False) == WAYS.keys()
    with tab.expect_navigation(url="https://example.org/**"):
        tab.locator("#form").evaluate("form => form.submit()")
