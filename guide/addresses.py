"""Where a link may lead, for Markdown and for the finished page alike."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

SCHEMES = ("http", "https", "mailto")

# Browsers leave these out of an address, wherever they stand.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


def refused(address: str) -> str:
    """What is wrong with a link to ``address``, in words; empty if a page may lead there."""
    plain = _UNSEEN.sub("", html.unescape(address))
    try:
        scheme = urlsplit(plain).scheme
    except ValueError:
        return f"{address} is no address"
    return f"a page does not link to {scheme}: addresses" if scheme not in ("", *SCHEMES) else ""
