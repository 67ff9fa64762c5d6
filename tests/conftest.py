"""What every room of tests shares: the book, one built site, one browser, and one report at the end."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from guide.book import Book
from guide.finding import Finding
from guide.press import finish
from guide.press.build import build
from tests.published import BASE, Site
from tests.rules import ROOT

ROOMS = ("source", "machinery", "selftest", "site", "browser")
FINDINGS = pytest.StashKey[list[Finding]]()
NOTES = pytest.StashKey[list[str]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Cheap rooms first: a misspelled key is told before a minute is spent on the browser."""
    items.sort(key=lambda item: ROOMS.index(room(item.nodeid)))


def room(nodeid: str) -> str:
    return nodeid.split("/")[1]


@pytest.hookimpl(trylast=True)
def pytest_runtest_logstart(nodeid: str, location: tuple) -> None:
    """Say which part is running, before its dots."""
    if room(nodeid) not in _begun:
        _begun.append(room(nodeid))
        print(f"\n{room(nodeid)}", flush=True)


_begun: list[str] = []


@pytest.fixture
def report(request: pytest.FixtureRequest):
    """``report(findings)`` fails the test if there are any; all are printed together at the end."""

    def report(findings: list[Finding]) -> None:
        request.config.stash.setdefault(FINDINGS, []).extend(findings)
        if findings:
            pytest.fail(f"{len(findings)} finding(s), listed at the end", pytrace=False)

    return report


@pytest.fixture
def note(request: pytest.FixtureRequest):
    """``note(line)`` prints a measurement at the end, whether or not it passed."""
    return request.config.stash.setdefault(NOTES, []).append


@pytest.fixture(scope="session")
def book() -> Book:
    return Book(ROOT)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which what is in it is served."""
    folder = tmp_path_factory.mktemp("book")

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path("/" + path.removeprefix(BASE))

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, served: tuple[Path, str]) -> tuple[Path, bool]:
    """The folder of the built site, before it is finished, and whether the strict build had nothing to warn of."""
    folder, address = served
    # Instant navigation only works at the address the site was built for.
    with pytest.MonkeyPatch.context() as patch, shown(request):
        patch.setenv("SITE_URL", address)
        print(flush=True)
        return folder, build(folder, ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, built: tuple[Path, bool]) -> Site:
    """The finished site."""
    with shown(request):
        findings = finish(built[0])
    if findings:
        request.config.stash.setdefault(FINDINGS, []).extend(findings)
        pytest.fail("the site cannot be finished; why is listed at the end", pytrace=False)
    return Site(built[0], Book(ROOT))


def shown(request: pytest.FixtureRequest):
    """A context in which what takes its time may say so."""
    return request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled()


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    findings = sorted(set(config.stash.get(FINDINGS, [])))
    if findings:
        terminalreporter.section(f"{len(findings)} finding(s)")
    for finding in findings:
        terminalreporter.line(f"{finding}\n")
        if os.environ.get("GITHUB_ACTIONS") == "true":
            terminalreporter.line(annotation(finding))
    if notes := config.stash.get(NOTES, []):
        terminalreporter.section("measured")
    for line in notes:
        terminalreporter.line(line)
    took: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for each in reports:
            if isinstance(each, pytest.TestReport):
                took[room(each.nodeid)] += each.duration
    parts = (f"{name} {took[name]:.1f} s" for name in ROOMS if name in took)
    terminalreporter.section("time by part")
    terminalreporter.line(", ".join(parts))


def annotation(finding: Finding) -> str:
    """The finding as GitHub's workflow command, which puts it on the changed line."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    title = escape(finding.rule).replace(":", "%3A").replace(",", "%2C")
    text = f"{finding.message}\nfix: {finding.fix}" if finding.fix else finding.message
    return f"::error file={finding.file},line={finding.line},title={title}::{escape(text)}"
