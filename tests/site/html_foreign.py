"""Nothing is loaded from another origin: no reader is counted, and the book works offline and in a closed network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from guide.finding import Finding
from tests.published import ORIGIN, Site

FIX = "keep a copy under docs/assets and load that"

_LOADING = (
    "script[src], img[src], iframe[src], source[src], video[src], audio[src], embed[src], object[data], use[href], "
    "image[href], link[rel~=stylesheet], link[rel~=preload], link[rel~=modulepreload], link[rel~=icon], "
    "link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], link[rel~=manifest], [srcset], [poster]"
)
_ADDRESSES = ("src", "href", "data", "srcset", "poster")
_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_IN_SCRIPTS = re.compile(r"""\b(?:import|from|fetch)\s*\(?\s*["'`](https?://[^"'`]+|//[^"'`]+)""")


def findings(site: Site) -> Iterator[Finding]:
    for page in site.pages:
        for node in page.tree.css(_LOADING):
            for written in filter(None, (node.attributes.get(name) for name in _ADDRESSES)):
                if _foreign(urljoin(page.url, written)):
                    yield page.finding(written, f"{node.tag} loads {written}")
        styles = [node.text() for node in page.tree.css("style")] + [
            node.attributes["style"] or "" for node in page.tree.css("[style]")
        ]
        for written in (match[1] or match[2] for style in styles for match in _IN_STYLES.finditer(style)):
            if _foreign(urljoin(page.url, written)):
                yield page.finding(written, f"a style loads {written}")
    for pattern, suffix in ((_IN_STYLES, "css"), (_IN_SCRIPTS, "js"), (_IN_SCRIPTS, "mjs")):
        for path in sorted(site.root.rglob(f"*.{suffix}")):
            for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
                for written in (next(filter(None, match.groups())) for match in pattern.finditer(line)):
                    name = path.relative_to(site.root).as_posix()
                    if _foreign(urljoin(ORIGIN + name, written)):
                        yield Finding(f"site/{name}", number, "", f"the file loads {written}", written)


def _foreign(address: str) -> bool:
    return not address.startswith((ORIGIN, "data:", "blob:", "#"))
