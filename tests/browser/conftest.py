"""One browser for the whole room, and a tab that remembers everything that went wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

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


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A tab of its own, without memory of another; ``tab.wrong`` lists errors, failed and foreign requests."""
    context = browser.new_context(viewport=WIDE, color_scheme="light", base_url=address, reduced_motion="reduce")
    tab = context.new_page()
    tab.set_default_timeout(10_000)
    tab.wrong = []
    tab.on("console", lambda said: said.type == "error" and tab.wrong.append(f"console: {said.text}"))
    tab.on("pageerror", lambda error: tab.wrong.append(f"script: {error}"))
    tab.on("requestfailed", lambda request: tab.wrong.append(f"failed: {request.url}"))
    tab.on("response", lambda answer: answer.status >= 400 and tab.wrong.append(f"{answer.status}: {answer.url}"))
    tab.on(
        "request",
        lambda asked: asked.url.startswith((address, "data:", "blob:")) or tab.wrong.append(f"foreign: {asked.url}"),
    )
    yield tab
    context.close()
