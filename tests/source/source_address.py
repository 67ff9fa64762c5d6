"""A reader opens what was cited: the publisher's page or an archive's, not a scraper's copy that is gone tomorrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from guide.book import Book
from guide.finding import Finding

FIX = "link the DOI, arXiv, the publisher, or the page's address behind https://web.archive.org/web/"

# Under any top-level domain, since such sites move from one to the next.
SCRAPERS = re.compile(
    r"(^|\.)(1library|9dok|arxiv-vanity|coursehero|deepai|docplayer|docslib|dokumen|emergentmind|fdocuments|legalpdf"
    r"|marketswired|moam|pdf4pro|pdfcoffee|pdfslide|scribd|sciweavers|slideplayer|studylib|studyres|vdocuments)\."
)
SHORTENERS = re.compile(r"(bit\.ly|buff\.ly|goo\.gl|lnkd\.in|nyti\.ms|ow\.ly|t\.co|tinyurl\.com|wapo\.st)")


def findings(book: Book) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for key, source in book.bibliography.sources.items():
        for message in _faults(source.url):
            yield Finding("docs/references.bib", source.line, "", f"{key} {message}", source.url)
        if source.url and (other := first.setdefault(source.url.rstrip("/"), key)) != key:
            fix = f"cite {other}, or link the part that this entry means"
            yield Finding("docs/references.bib", source.line, "", f"{key} has the link of {other}", source.url, fix)


def _faults(url: str) -> Iterator[str]:
    address = urlsplit(url)
    host = address.netloc.lower().removeprefix("www.")
    if address.scheme == "http":
        yield "has a link without encryption"
    if SCRAPERS.search(host):
        yield "links a copy, not the publisher"
    if SHORTENERS.fullmatch(host):
        yield "links a shortener, which hides where it leads"
    if host.startswith("amp.") or re.search(r"/amp(/|$)", address.path) or re.search(r"\bamp\b", address.query):
        yield "links an AMP copy"
