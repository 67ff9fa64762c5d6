"""One browser for the whole room, and tabs that remember everything that went wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

from guide.press.browser import launch
from tests.published import Site

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@pytest.fixture(scope="session", autouse=True)
def browser() -> Iterator[Browser]:
    with launch() as browser:
        yield browser


@pytest.fixture(scope="session")
def address(site: Site, served: tuple[Path, str]) -> str:
    """Where the finished site is served."""
    return served[1]


def serve(page: Page, *folders: Path) -> None:
    """Open the first folder's ``index.html`` in ``page``; the others hold what it asks for besides."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.lstrip("/") or "index.html"
        file = next((folder / path for folder in folders if (folder / path).is_file()), None)
        route.fulfill(path=file) if file else route.fulfill(status=404)

    page.route("**/*", answer)
    page.goto("http://book.invalid/")


@pytest.fixture(scope="session")
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """What all tabs share: what one of them has fetched. What a page stored is gone when the next tab opens."""
    with new_context(browser, address) as context:
        yield context


@contextmanager
def new_context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser of a reader who was never here."""
    context = browser.new_context(viewport=WIDE, color_scheme="light", base_url=address, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext, address: str) -> Iterator[Page]:
    """A tab of its own, without memory of another; ``tab.wrong`` lists errors, failed and foreign requests, ``tab.asked``
    the path of each thing asked for."""
    with opened(context, address) as tab:
        yield tab


@pytest.fixture(scope="module")
def _tab_of_the_module(context: BrowserContext, address: str) -> Iterator[Page]:
    with opened(context, address) as tab:
        yield tab


@pytest.fixture
def kept_tab(_tab_of_the_module: Page) -> Page:
    """One tab for all tests of a module: for those that leave nothing behind which the next would mind."""
    _tab_of_the_module.wrong.clear()
    return _tab_of_the_module


@contextmanager
def opened(context: BrowserContext, address: str) -> Iterator[Page]:
    tab = context.new_page()
    # Long enough for a busy machine: who waits in vain has failed either way.
    tab.set_default_timeout(30_000)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    what = {"origin": origin, "storageTypes": "all"}
    context.new_cdp_session(tab).send("Storage.clearDataForOrigin", what)
    tab.wrong, tab.asked = [], []

    def asks(request) -> None:
        tab.asked.append(request.url.removeprefix(address))
        if not request.url.startswith((address, "data:", "blob:")):
            tab.wrong.append(f"foreign: {request.url}")

    def failed(request) -> None:
        # Who leaves a page gives up what it still asks for.
        if request.failure != "net::ERR_ABORTED":
            tab.wrong.append(f"{request.failure}: {request.url}")

    tab.on("console", lambda said: said.type == "error" and tab.wrong.append(f"console: {said.text}"))
    tab.on("pageerror", lambda error: tab.wrong.append(f"script: {error}"))
    tab.on("requestfailed", failed)
    tab.on("response", lambda answer: answer.status >= 400 and tab.wrong.append(f"{answer.status}: {answer.url}"))
    tab.on("request", asks)
    yield tab
    tab.close()


def visit(tab: Page, name: str) -> None:
    """Open the page written in ``docs/<name>``, and wait until it is as its reader will have it."""
    tab.asked.clear()
    tab.goto(address_of(name))
    ready(tab)


def follow(tab: Page, link: Locator) -> None:
    """Go where ``link`` leads, by instant navigation, and wait as :func:`visit` does."""
    tab.evaluate("delete document.documentElement.dataset.ready")
    link.click()
    ready(tab)


def ready(tab: Page) -> None:
    """Wait until guide.mjs has started whatever the page holds."""
    tab.locator("html[data-ready]").wait_for(state="attached")


def eventually(tab: Page, script: str, holds: Callable[[Any], bool] = bool) -> None:
    """Wait until what ``script`` yields in ``tab`` ``holds``, asking from outside: the pages' own policy forbids
    :meth:`Page.wait_for_function` to ask more than once."""
    until = monotonic() + 30
    while not holds(found := tab.evaluate(script)):
        assert monotonic() < until, f"in vain: {script} is {found!r}"
        tab.wait_for_timeout(20)


def address_of(name: str) -> str:
    """The address, from the site's root, of the page written in ``docs/<name>``."""
    return name.removesuffix("index.md").removesuffix(".md") + ("" if name.endswith("index.md") else "/")
