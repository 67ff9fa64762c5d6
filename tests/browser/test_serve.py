"""While the book is written, an open page follows each save."""

from __future__ import annotations

import threading

import pytest

from guide.serve import Server
from tests.machinery.test_serve import edit, root

__all__ = ["root"]


@pytest.fixture
def writing(root):
    server = Server(0, root, root / "out")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_open_page_shows_what_was_saved(browser, writing, root):
    tab = browser.new_page()
    tab.goto(f"{writing}/two/")
    tab.get_by_text("There are 140 users.").wait_for()
    edit(root, "docs/one.md", "value: 70", "value: 450")
    tab.get_by_text("There are 900 users.").wait_for()
    tab.close()
