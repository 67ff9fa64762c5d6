"""What every room of tests shares: the book, one built site, and how a contributor is told what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest

from guide.book import Book
from guide.finding import Finding
from guide.press import finish
from guide.press.build import build
from tests.published import Site
from tests.rules import ROOT
from tests.sharing import PROOFS, digest, once, serve
from tests.telling import PROVED, ROOMS, Telling, room

SERVED = pytest.StashKey[tuple[str, str]]()
PROOF = pytest.StashKey[Path]()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        config.stash[SERVED] = config.workerinput["served"]
    else:
        config.stash[SERVED] = serve(config)
        config.pluginmanager.register(Telling(config.pluginmanager.getplugin("terminalreporter")))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """A worker of pytest-xdist is told where the one site is."""
    node.workerinput["served"] = node.config.stash[SERVED]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Cheap rooms first: a misspelled key is told before a minute is spent on the browser."""
    items.sort(key=lambda item: ROOMS.index(room(item.nodeid)))


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


@pytest.fixture
def proved(request: pytest.FixtureRequest) -> Callable[..., None]:
    """``proved(*things)`` ends a test here that has passed with the same ``things``: all that it depends on."""

    def proved(*things: str | bytes | Path) -> None:
        proof = PROOFS / digest(request.node.nodeid, *things)
        if proof.exists():
            proof.touch()
            pytest.skip(PROVED)
        request.node.stash[PROOF] = proof

    return proved


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    if call.when == "call" and report.passed and (proof := item.stash.get(PROOF, None)):
        proof.parent.mkdir(parents=True, exist_ok=True)
        proof.touch()
    return report


@pytest.fixture(scope="session")
def book() -> Book:
    return Book(ROOT)


@pytest.fixture(scope="session")
def served(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """A folder, and the address at which what is in it is served."""
    folder, address = request.config.stash[SERVED]
    return Path(folder), address


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, served: tuple[Path, str]) -> tuple[Path, bool]:
    """The folder of the built site, before it is finished, and whether the strict build had nothing to warn of."""
    folder, address = served
    # Instant navigation only works at the address the site was built for.
    with pytest.MonkeyPatch.context() as patch, shown(request):
        patch.setenv("SITE_URL", address)
        return folder, once(folder, "built", lambda: build(folder, ROOT / "mkdocs.yml"))


@pytest.fixture(scope="session")
def finished(request: pytest.FixtureRequest, built: tuple[Path, bool]) -> list[Finding]:
    """What kept the site from being finished."""
    folder, _ = built
    with shown(request):
        return [Finding(*found) for found in once(folder, "finished", lambda: [*map(astuple, finish(folder))])]


@pytest.fixture(scope="session")
def site(built: tuple[Path, bool], finished: list[Finding]) -> Site:
    """The finished site."""
    if finished:
        pytest.fail("the site is not finished: see test_finishes", pytrace=False)
    return Site(built[0], Book(ROOT))


def shown(request: pytest.FixtureRequest):
    """A context in which what takes its time may say so."""
    return request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled()
