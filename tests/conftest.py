"""What every room of tests shares: the book, one built site, one browser, and one report at the end."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guide.book import Book
from guide.finding import Finding
from guide.press import finish
from guide.press.browser import launch
from guide.press.build import build
from tests.published import Site
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
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bool]:
    """The folder of the built site, before it is finished, and whether the strict build had nothing to warn of."""
    folder = tmp_path_factory.mktemp("book") / "site"
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(flush=True)
        return folder, build(folder, ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, built: tuple[Path, bool]) -> Site:
    """The finished site."""
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        findings = finish(built[0])
    if findings:
        request.config.stash.setdefault(FINDINGS, []).extend(findings)
        pytest.fail("the site cannot be finished; why is listed at the end", pytrace=False)
    return Site(built[0])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launch() as browser:
        yield browser


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
