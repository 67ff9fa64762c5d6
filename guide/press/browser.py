"""The one Chromium that draws, checks and photographs the book."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    # A container's root has no user namespaces, and only our own pages are opened.
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    # Text measures the same on every machine.
    "--font-render-hinting=none",
]

# Stands for nothing on the network.
STAGE = "http://stage.invalid/blank"

_open: list[Browser] = []


@contextmanager
def launch() -> Iterator[Browser]:
    """A headless Chromium, installed first if the machine has none.

    Nested calls share one browser: Playwright's synchronous interface allows one a thread.

    Raises:
        SystemExit: no Chromium was found and none could be installed; one line says what to do.
    """
    if _open:
        yield _open[-1]
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(playwright), args=ARGUMENTS)
        _open.append(browser)
        try:
            yield browser
        finally:
            _open.remove(browser)
            browser.close()


@contextmanager
def stage(file: Callable[[str], Path | None], sheet: str = "<!doctype html>") -> Iterator[Page]:
    """A page for scripts of ours to work on, made of ``sheet``; ``file`` says what answers a path that they ask for.

    Raises:
        SystemExit: as :func:`launch`.
    """

    def answer(route: Route) -> None:
        if route.request.url == STAGE:
            route.fulfill(body=sheet, content_type="text/html")
        elif (path := file(unquote(urlsplit(route.request.url).path.lstrip("/")))) and path.is_file():
            # Python's own list of types knows .mjs on some machines only.
            route.fulfill(path=path, content_type="text/javascript" if path.suffix in (".js", ".mjs") else None)
        else:
            route.fulfill(status=404)

    with launch() as browser:
        page = browser.new_page()
        try:
            page.route("**/*", answer)
            page.goto(STAGE)
            yield page
        finally:
            page.close()


@cache
def version() -> str:
    """What the Chromium that :func:`launch` starts calls itself; it need not be started for that.

    Raises:
        SystemExit: as :func:`launch`.
    """
    if _open:
        return _open[-1].version
    if not (path := _find()):
        with sync_playwright() as playwright:
            path = executable(playwright)
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else said


def executable(playwright: Playwright) -> str:
    """Path of the Chromium to launch; installs one, and says so, if there is none.

    Raises:
        SystemExit: as :func:`launch`.
    """
    if path := _find(playwright):
        return path
    for command in _installers():
        print("No Chromium found; installing one:", " ".join(command), flush=True)
        if subprocess.run(command, check=False).returncode == 0 and (path := _find(playwright)):
            return path
    raise SystemExit(
        "No Chromium found and none could be installed: install Chromium or Google Chrome, or set CHROME_PATH to one."
    )


def _find(playwright: Playwright | None = None) -> str | None:
    if wanted := os.environ.get("CHROME_PATH"):
        if path := shutil.which(wanted):
            return path
        raise SystemExit(f"CHROME_PATH is {wanted}, which is not a program: correct it, or unset it to have one found.")
    if path := next((path for name in NAMES if (path := shutil.which(name))), None):
        return path
    own = playwright and playwright.chromium.executable_path
    return own if own and Path(own).exists() else None


def _installers() -> Iterator[list[str]]:
    # Debian's package brings the libraries that Playwright's download expects to be there.
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield ["sh", "-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def ensure() -> None:
    """Install a Chromium if there is none, where it can be seen: a test's output would be held back.

    Raises:
        SystemExit: as :func:`launch`.
    """
    with sync_playwright() as playwright:
        executable(playwright)
