"""What every room of tests shares: the book, one built site, one browser, and one report at the end."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest

from guide.book import Book
from guide.finding import Finding
from tests.rules import ROOT

ROOMS = ("source", "machinery", "selftest", "site", "browser")
FINDINGS = pytest.StashKey[list[Finding]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Cheap rooms first: a misspelled key is told before a minute is spent on the browser."""
    items.sort(key=lambda item: ROOMS.index(room(item.nodeid)))


def room(nodeid: str) -> str:
    return nodeid.split("/")[1]


@pytest.fixture
def report(request: pytest.FixtureRequest):
    """``report(findings)`` fails the test if there are any; all are printed together at the end."""

    def report(findings: list[Finding]) -> None:
        request.config.stash.setdefault(FINDINGS, []).extend(findings)
        if findings:
            pytest.fail(f"{len(findings)} finding(s), listed at the end", pytrace=False)

    return report


@pytest.fixture(scope="session")
def book() -> Book:
    return Book(ROOT)


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    findings = sorted(set(config.stash.get(FINDINGS, [])))
    if findings:
        terminalreporter.section(f"{len(findings)} finding(s)")
    for finding in findings:
        terminalreporter.line(f"{finding}\n")
        if os.environ.get("GITHUB_ACTIONS") == "true":
            terminalreporter.line(annotation(finding))
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
