"""What the templates write only where the repository's address is known may stand on a published page, too."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import jinja2
import material

from guide.press import active
from tests.rules import ROOT

HERE = "https://book.example/framework/evaluate/"
REPOSITORY = "https://code.example/book"


def test_the_pencil_and_the_report_of_a_mistake():
    folders = [ROOT / "overrides", Path(material.__file__).parent / "templates"]
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folders), autoescape=False)
    html = environment.get_template("partials/actions.html").render(
        page=SimpleNamespace(edit_url=f"{REPOSITORY}/edit/evaluate.md", canonical_url=HERE, url="framework/evaluate/"),
        config=SimpleNamespace(repo_url=REPOSITORY, theme={"icon": {}}, extra={"version": "abc"}),
        features=["content.action.edit"],
        lang=SimpleNamespace(t=lambda name: "Edit this page"),
    )
    assert html.count("<a ") == 2
    assert f"{REPOSITORY}/issues/new?template=content-error.yml&amp;where=https%3A//book.example/" in html
    assert "in%20version%20abc" in html
    page = f'<!doctype html><html lang="en"><body><article>{html}</article></body></html>'
    assert [*active.findings("index.html", page)] == []
