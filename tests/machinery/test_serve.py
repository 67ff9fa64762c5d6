"""While the book is written: every page is made of the sources as they are when somebody looks."""

from __future__ import annotations

import json
import threading
from urllib.request import urlopen

import pytest

from guide import serve

CONFIG = """\
site_name: Book
nav: [index.md, one.md, two.md]
theme: {name: material, custom_dir: overrides, font: false}
plugins: [search]
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: estimate
          class: estimate
          format: !!python/name:pymdownx.superfences.fence_code_format
  - guide.markdown.estimates: {base_path: BASE}
"""
SHEET = """\
```estimate
name: load
title: Load
assume:
  users: {value: 70, unit: user, why: so many}
compute:
  twice: {is: users * 2, unit: user}
therefore: "{twice}."
```
"""
BORROWED = """\
```estimate
from: one.md
```

There are {{ load.twice }}.
"""


@pytest.fixture
def root(tmp_path):
    for name, text in {"index": "# Home\n", "one": f"# One\n\n{SHEET}", "two": f"# Two\n\n{BORROWED}"}.items():
        (tmp_path / "docs/assets").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"docs/{name}.md").write_text(text, "utf-8")
    (tmp_path / "docs/assets/style.css").write_text("p { color: red }", "utf-8")
    (tmp_path / "overrides").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("BASE", str(tmp_path / "docs")), "utf-8")
    return tmp_path


@pytest.fixture
def desk(root, monkeypatch):
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return serve.Desk(root, "http://127.0.0.1:1/", root / "out")


def shown(desk, path: str) -> str:
    status, kind, content = desk.answer(path)
    assert (status, kind) == (200, "text/html"), content
    return content.decode()


def edit(root, name: str, old: str, new: str) -> None:
    path = root / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_what_is_saved_is_shown_wherever_it_is_used(desk, root):
    assert "140 users" in shown(desk, "/two/")
    edit(root, "docs/one.md", "value: 70", "value: 450")
    assert "900 users" in shown(desk, "/one/")
    assert "900 users" in shown(desk, "/two/")
    edit(root, "docs/one.md", "# One", "---\ntitle: First\n---\n\n# One")
    assert "First" in shown(desk, "/")


def test_a_page_is_made_once_for_all_who_look(desk, root, monkeypatch):
    first = shown(desk, "/one/")
    monkeypatch.setattr(serve.Book, "make", None)
    assert shown(desk, "/one/") == first


def test_pages_and_files_come_and_go(desk, root):
    assert desk.answer("/three/")[0] == 404
    (root / "docs/three.md").write_text("# Three\n", "utf-8")
    assert "Three" in shown(desk, "/three/")
    assert desk.answer("/three") == (301, "/three/", b"")
    assert desk.answer("/assets/style.css") == (200, "text/css", b"p { color: red }")
    (root / "docs/three.md").unlink()
    assert desk.answer("/three/")[0] == 404


def test_a_broken_configuration_is_told_until_it_is_mended(desk, root):
    edit(root, "mkdocs.yml", "nav: [", "nav: [[")
    status, _, content = desk.answer("/")
    assert status == 500 and b"could not be made" in content and b"/changes" in content
    edit(root, "mkdocs.yml", "nav: [[", "nav: [")
    assert "Home" in shown(desk, "/")


def test_the_search_finds_what_was_just_written(desk, root):
    def found() -> list[str]:
        return [entry["text"] for entry in json.loads(desk.answer(f"/{serve.INDEX}")[2])["docs"]]

    assert not any("novelty" in text for text in found())
    edit(root, "docs/two.md", "There are", "A novelty: there are")
    assert any("novelty" in text for text in found())


def test_an_open_page_hears_of_a_save(root, monkeypatch):
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    server = serve.Server(0, root, root / "out")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with urlopen(f"{address}/one/") as answer:
        assert server.desk.version in answer.read().decode()
    before = server.desk.version
    edit(root, "docs/one.md", "# One", "# One!")
    assert server.desk.changes() == {"docs/one.md"}
    with urlopen(f"{address}{serve.CHANGES}?{before}") as answer:
        assert answer.read().decode() == server.desk.version != before
    server.shutdown()
    server.server_close()


def test_no_link_is_followed(desk, root):
    (root / "docs/all").symlink_to(".")
    status, _, content = desk.answer("")
    assert status == 500 and b"docs/all:1: [file-kind] the link leads to ." in content
    (root / "docs/all").unlink()
    assert "Home" in shown(desk, "")
