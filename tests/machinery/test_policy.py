"""The policy is a page's first meta, allows what a template wrote by its hash, and nothing else that stands in a page."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from guide.press import active, finish

THEMES = (
    'var target=document.getElementById(location.hash.slice(1));target&&target.name&&'
    '(target.checked=target.name.startsWith("__tabbed_"))'
)  # fmt: skip
PAGE = "<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body><p>x</p><script>{}</script></body></html>"


def written(folder: Path, script: str) -> str:
    (folder / "index.html").write_text(PAGE.format(script), encoding="utf-8")
    finish(folder)
    return (folder / "index.html").read_text(encoding="utf-8")


def test_the_first_meta_names_what_the_theme_runs(tmp_path):
    text = written(tmp_path, THEMES)
    first = re.search(r"<meta [^>]*>", text)[0]
    assert 'http-equiv="Content-Security-Policy"' in first
    assert base64.b64encode(hashlib.sha256(THEMES.encode()).digest()).decode() in first
    assert "script-src 'self' 'sha256-" in first and "unsafe-inline" not in first.replace(
        "style-src-attr 'unsafe-inline'", ""
    )
    assert text.encode().index(b"charset") < 1024, "a browser looks no further for the encoding"


def test_a_script_of_nobody_is_named_and_may_not_run(tmp_path):
    text = written(tmp_path, "alert(1)")
    assert "sha256-" not in text
    assert [finding.message for finding in active.look(tmp_path)] == ["no template has this script"]


def test_finishing_a_finished_site_changes_no_policy(tmp_path):
    once = written(tmp_path, THEMES)
    assert finish(tmp_path) == [] and (tmp_path / "index.html").read_text(encoding="utf-8") == once
