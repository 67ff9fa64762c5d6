"""What every room of tests shares: the book, one built site, and how a contributor is told what was found."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple
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
    """``report(findings)`` fails the test if there are any; each is printed as soon as the test is done."""

    def report(findings: list[Finding]) -> None:
        request.node.user_properties += [("finding", astuple(finding)) for finding in sorted(findings)]
        if findings:
            pytest.fail(f"{len(findings)} finding(s), printed above", pytrace=False)

    return report


@pytest.fixture
def note(request: pytest.FixtureRequest):
    """``note(line)`` prints a measurement at the end, whether or not it passed."""
    return lambda line: request.node.user_properties.append(("note", line))


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
def finished(request: pytest.FixtureRequest, built: tuple[Path, bool]) -> list[Finding]:
    """What kept the site from being finished."""
    with shown(request):
        return finish(built[0])


@pytest.fixture(scope="session")
def site(built: tuple[Path, bool], finished: list[Finding]) -> Site:
    """The finished site."""
    if finished:
        pytest.fail("the site is not finished: see test_finishes", pytrace=False)
    return Site(built[0], Book(ROOT))


def shown(request: pytest.FixtureRequest):
    """A context in which what takes its time may say so."""
    return request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Telling(config), "telling")


class Telling:
    """Prints each finding when it is found; at the end where each was, and what took how long."""

    def __init__(self, config: pytest.Config):
        self._terminal = config.pluginmanager.getplugin("terminalreporter")
        self._findings: list[Finding] = []
        self._notes: list[str] = []
        self._took: dict[str, float] = defaultdict(float)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._took[room(report.nodeid)] += report.duration
        # The properties come again with the report of the test's end.
        told = report.user_properties if report.when == "call" else []
        found = [Finding(*what) for kind, what in told if kind == "finding"]
        self._notes += [what for kind, what in told if kind == "note"]
        for finding in found:
            self._terminal.ensure_newline()
            self._terminal.line(f"\n{finding}")
            if os.environ.get("GITHUB_ACTIONS") == "true":
                self._terminal.line(annotation(finding))
        self._findings += found

    def pytest_terminal_summary(self) -> None:
        if self._notes:
            self._terminal.section("measured")
        for line in self._notes:
            self._terminal.line(line)
        if self._findings:
            self._terminal.section(f"{len(self._findings)} finding(s), each printed above with its repair")
        for finding in sorted(set(self._findings)):
            self._terminal.line(f"{finding.file}:{finding.line}: [{finding.rule}] {finding.message}")
        self._terminal.section("time by part")
        self._terminal.line(", ".join(f"{name} {self._took[name]:.1f} s" for name in ROOMS if name in self._took))


def annotation(finding: Finding) -> str:
    """The finding as GitHub's workflow command, which puts it on the changed line."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    title = escape(finding.rule).replace(":", "%3A").replace(",", "%2C")
    text = f"{finding.message}\nfix: {finding.fix}" if finding.fix else finding.message
    return f"::error file={finding.file},line={finding.line},title={title}::{escape(text)}"
