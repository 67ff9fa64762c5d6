"""A reader who types a term in plain words finds the page that teaches it among the first three results."""

from __future__ import annotations

import pytest

from tests.browser.conftest import visit

QUERIES = {
    "threshold from cost": "framework/evaluate",
    "goal target guardrail": "framework/clarify-requirements",
    "when not to use machine learning": "framework/clarify-requirements",
    "gdpr legal basis": "framework/clarify-requirements",
    "pointwise pairwise listwise": "framework/frame-the-task",
    "uplift": "framework/frame-the-task",
    "multi-task": "framework/frame-the-task",
    "funnel": "framework/frame-the-task",
    "kappa": "framework/prepare-data",
    "point-in-time join": "framework/prepare-data",
    "target encoding": "framework/prepare-data",
    "leakage": "framework/prepare-data",
    "hashing trick": "framework/prepare-data",
    "weak supervision": "framework/prepare-data",
    "focal loss": "framework/develop-model",
    "data parallel": "framework/develop-model",
    "learning curve": "framework/develop-model",
    "lora adapters": "framework/develop-model",
    "checkpoint": "framework/develop-model",
    "peeking": "framework/evaluate",
    "cuped": "framework/evaluate",
    "sample ratio mismatch": "framework/evaluate",
    "interleaving": "framework/evaluate",
    "switchback": "framework/evaluate",
    "hedged request": "framework/deploy-and-serve",
    "product quantization": "framework/deploy-and-serve",
    "dynamic batching": "framework/deploy-and-serve",
    "canary": "framework/deploy-and-serve",
    "autoscaling": "framework/deploy-and-serve",
    "concept drift": "framework/monitor-and-maintain",
    "population stability index": "framework/monitor-and-maintain",
    "erasure": "framework/monitor-and-maintain",
    "technical debt": "framework/monitor-and-maintain",
    "scoring sheet": "interview/levels-and-rubric",
    "whiteboard": "interview/whiteboard",
    "study plan two weeks": "interview/study-plans",
    "common failures": "interview/common-failures",
    "books and mock partners": "interview/community-resources",
    "mape": "reference/metrics",
    "requests a second": "reference/estimation",
    "glossary": "reference/glossary",
    "cheat sheet": "reference/cheat-sheet",
    "logq correction": "case-studies/video-recommendation",
    "two towers": "case-studies/video-recommendation",
}


@pytest.fixture
def searching(kept_tab):
    if kept_tab.url == "about:blank":
        visit(kept_tab, "index.md")
        kept_tab.keyboard.press("/")
    return kept_tab


@pytest.mark.parametrize("query", QUERIES)
def test_a_term_leads_to_its_page(searching, query: str):
    field = searching.locator(".md-search__input")
    found = searching.locator(".md-search-result__item > a")
    # The search listens to keys and not to the field. Emptied first, what it then shows is the answer to the whole query.
    for text in ("", query):
        field.fill(text)
        field.press("End")
        found.first.wait_for(state="visible" if text else "detached")
    links = found.evaluate_all("links => links.map(link => link.href.split(/[?#]/)[0])")
    # A page and its sections are one result.
    first = list(dict.fromkeys(links))[:3]
    assert any(QUERIES[query] in link for link in first), first
