"""How whoever runs the tests is told what was found: each finding when it is, and at the end where to look."""

from __future__ import annotations

import os
from collections import defaultdict

import pytest

from guide.finding import Finding

# Why a test did not run; `rm -r .cache/proofs` has them run again.
PROVED = "passed before with the same files"
ROOMS = ("source", "machinery", "selftest", "site", "browser")


def room(nodeid: str) -> str:
    return nodeid.split("/")[1]


class Telling:
    """Hears of every test, whichever process ran it."""

    def __init__(self, terminal: pytest.TerminalReporter):
        self._terminal = terminal
        self._findings: list[Finding] = []
        self._notes: list[str] = []
        self._took: dict[str, float] = defaultdict(float)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Say which part is running, before its dots."""
        if room(nodeid) not in self._took:
            self._terminal.ensure_newline()
            self._terminal.line(f"\n{room(nodeid)}")
        self._took[room(nodeid)] += 0

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
        if report.failed and not found:
            self._terminal.ensure_newline()
            self._terminal.line(f"\n{report.nodeid}: {_why(report)}")
        self._findings += found

    def pytest_terminal_summary(self) -> None:
        if self._notes:
            self._terminal.section("measured")
        for line in self._notes:
            self._terminal.line(line)
        self._terminal.section("seconds by part")
        self._terminal.line(", ".join(f"{name} {took:.1f}" for name, took in self._took.items()))
        kept = [each for each in self._terminal.stats.get("skipped", []) if PROVED in str(each.longrepr)]
        if kept:
            self._terminal.line(f"{len(kept)} tests were not run: {PROVED} (.cache/proofs)")
        if self._findings:
            self._terminal.section(f"{len(self._findings)} finding(s), each told above with its repair")
        for finding in sorted(set(self._findings)):
            self._terminal.line(f"{finding.file}:{finding.line}: [{finding.rule}] {finding.message}")


def _why(report: pytest.TestReport) -> str:
    """The first line of what was wrong; all of it comes at the end."""
    crash = getattr(report.longrepr, "reprcrash", None)
    lines = (crash.message if crash else report.longreprtext).strip().splitlines()
    return lines[0] if lines else "failed"


def annotation(finding: Finding) -> str:
    """The finding as GitHub's workflow command, which puts it on the changed line."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    title = escape(finding.rule).replace(":", "%3A").replace(",", "%2C")
    text = f"{finding.message}\nfix: {finding.fix}" if finding.fix else finding.message
    return f"::error file={finding.file},line={finding.line},title={title}::{escape(text)}"
