"""Who asks for the whole book has it without a network, below a sub-path; nobody else meets a service worker."""

from __future__ import annotations

import re
import shutil
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from guide.press import offline
from tests.browser.conftest import ready
from tests.published import BASE
from tests.sharing import Handler

CASE = "case-studies/payment-fraud/"


class Host:
    """The site in a folder of its own, which can change, fail and go away."""

    def __init__(self, folder: Path):
        self.folder, self.asked, self.broken, self.is_gone = folder, [], None, False
        host = self

        class Counting(Handler):
            def do_GET(self) -> None:
                path = urlsplit(self.path).path.removeprefix(BASE)
                host.asked.append(path)
                if host.is_gone:
                    # A connection outlives the server that opened it.
                    self.close_connection = True
                elif path == host.broken:
                    self.send_error(503)
                else:
                    super().do_GET()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Counting, directory=folder))
        self.address = f"http://127.0.0.1:{self.server.server_port}{BASE}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def leave(self) -> None:
        self.is_gone = True
        self.server.shutdown()
        self.server.server_close()

    def change(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
        offline.write(self.folder)


@pytest.fixture
def host(site, tmp_path: Path):
    host = Host(shutil.copytree(site.root, tmp_path / "site"))
    yield host
    host.leave()


@pytest.fixture
def reader(browser, host: Host):
    context = browser.new_context(base_url=host.address)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def offer(reader: Page):
    reader.goto("download/")
    ready(reader)
    return reader.locator("[data-download=offline] .download-file")


def keep(reader: Page):
    place = offer(reader)
    place.get_by_role("button", name="Keep for offline").click()
    expect(place).to_contain_text("whole", timeout=60_000)
    return place


REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"


def test_the_book_is_there_without_a_network_until_it_is_forgotten(reader: Page, host: Host):
    place = offer(reader)
    expect(place).to_contain_text(re.compile(r"\d\.\d MB to fetch, \d+\.\d MB on the device"))
    assert reader.evaluate(REGISTERED) == 0
    keep(reader)
    assert not [path for path in host.asked if path.startswith("downloads/") or path.endswith(".map")]
    host.leave()
    for path, title in (
        (CASE, "Payment fraud"),
        ("framework/evaluate/?x=1", "5. Evaluate"),
        ("practice/review/", "Review cards"),
    ):
        reader.goto(path)
        ready(reader)
        assert title in reader.locator("h1").inner_text()
    expect(reader.locator("article [type=checkbox]").first).to_be_visible()
    reader.keyboard.press("/")
    reader.keyboard.type("calibration")
    expect(reader.locator("#search-results [role=option]").first).to_be_visible()
    reader.goto(CASE)
    reader.locator(".estimate").first.scroll_into_view_if_needed()
    reader.locator(".estimate summary").first.click()
    expect(reader.locator(".estimate input").first).to_be_visible()
    place = offer(reader)
    expect(place).to_contain_text("There is no network")
    place.get_by_role("button", name="Forget it").click()
    expect(place.get_by_role("button", name="Forget it")).to_have_count(0)
    assert reader.evaluate("async () => (await caches.keys()).length") == reader.evaluate(REGISTERED) == 0


def test_only_what_changed_is_fetched_again_and_half_a_copy_counts_for_nothing(reader: Page, host: Host):
    keep(reader)
    host.change(f"{CASE}index.html", "Payment fraud", "Payment fraud anew")
    place = offer(reader)
    expect(place).to_contain_text("A newer one is there: 1 file changed")
    host.broken = CASE
    place.get_by_role("button", name="Fetch what changed").click()
    expect(place).to_contain_text(f"{CASE} could not be fetched")
    host.broken = None
    place = offer(reader)
    expect(place).to_contain_text("A newer one is there: 1 file changed")
    host.asked.clear()
    place.get_by_role("button", name="Fetch what changed").click()
    expect(place).to_contain_text("whole")
    assert {*host.asked} <= {CASE, "offline.json", "sw.js"} and CASE in host.asked
    assert reader.evaluate("async () => (await caches.keys()).length") == 1
    host.leave()
    reader.goto(CASE)
    assert "Payment fraud anew" in reader.content()


def test_a_browser_without_room_or_that_dropped_the_copy_says_so(reader: Page):
    reader.add_init_script("navigator.storage.estimate = async () => ({quota: 1e6, usage: 0})")
    place = offer(reader)
    place.get_by_role("button", name="Keep for offline").click()
    expect(place).to_contain_text("The browser has room for 1.0 MB only")
    assert reader.evaluate(REGISTERED) == 0
    reader.evaluate("async () => { await navigator.serviceWorker.register('../sw.js', {scope: '../'}); }")
    expect(offer(reader)).to_contain_text("The browser has dropped the copy")
