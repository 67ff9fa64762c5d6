"""Tell the browser what a page may run and load, so that whatever got past every rule does nothing.

The policy is each page's first ``meta``: the book is served from hosts whose headers nobody can set.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from guide.finding import Finding
from guide.press.active import POLICY, inline_scripts

# Each of its own kind is listed where a browser would otherwise allow more, or less.
RULES = {
    "default-src": "'self'",
    # The icons of the theme's style sheet are written into it.
    "img-src": "'self' data:",
    # A drawing's least width, a column's side and a formula's rules stand in attributes: there are as many as drawings,
    # and instant navigation keeps the policy of the page that was opened first, so no list of hashes could hold them.
    "style-src-attr": "'unsafe-inline'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
}

_META = re.compile(rf'<meta http-equiv="{POLICY}"[^>]*>')
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def write(site: Path) -> list[Finding]:
    """Put the policy into the head of every page of ``site``.

    Scripts within pages may run if a template of the theme or of ours wrote them: they are named by their hashes. What
    else stands in a script element is left to :mod:`guide.press.active` to refuse.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    # Instant navigation runs what stands in the bodies of later pages under the first one's policy.
    shared = {script for text in pages.values() for script in _ours(text.partition("<body")[2])}
    for path, text in pages.items():
        if head := re.search(r"<head\b[^>]*>", text):
            hashes = sorted(map(_hash, shared | {*_ours(text)}))
            rules = RULES | {"script-src": " ".join(["'self'", *hashes])}
            policy = "; ".join(f"{name} {value}" for name, value in rules.items())
            meta = f'<meta http-equiv="{POLICY}" content="{policy}">'
            rest = _META.sub("", text[head.end() :])
            path.write_text(text[: head.end()] + meta + rest, encoding="utf-8")
    return []


def _ours(text: str) -> list[str]:
    """The scripts in ``text`` that a template wrote there."""
    return [script for script in _SCRIPT.findall(text) if any(each.fullmatch(script) for each in inline_scripts())]


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
