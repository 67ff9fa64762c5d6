"""The rules read a page's source with eyes of their own: what they see in it is what its reader gets."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from guide import spans
from guide.finding import Finding
from guide.page import Page
from tests.published import HtmlPage, Site

FIX = "write it as the other pages do: Markdown takes it for something else than the rules"
# What the machinery adds to a page.
_WITHIN = {"reference", "practice-now"}
_ADDED = {"footnote-ref", "footnote-backref", "headerlink", "md-content__button", "estimate-value"}


def findings(site: Site) -> Iterator[Finding]:
    pages = {page.path: page for page in site.pages}
    for page in site.book.pages if site.book else []:
        if page.published and (built := pages.get(_path(page.name))):
            yield from _headings(page, built)
            for what, written, shown in _counted(page, built):
                if written != shown:
                    yield page.finding(
                        1, f"the source has {written} {what} for the rules, and {shown} for the reader", source=""
                    )


def _path(name: str) -> str:
    folder, _, file = name.rpartition("/")
    parts = [folder, "" if file == "index.md" else file.removesuffix(".md"), "index.html"]
    return "/".join(filter(None, parts))


def _headings(page: Page, built: HtmlPage) -> Iterator[Finding]:
    seen = {heading.id: heading for heading in page.headings}
    found = built.tree.css("article :is(h1, h2, h3, h4, h5, h6), article details.deeper")
    # The lists of sources and of notes have headings that nobody wrote.
    shown = [
        name
        for node in found
        if (name := node.attributes.get("id")) and (name in seen or name not in ("sources", "notes"))
    ]
    for name, real in zip([*seen, ""], [*shown, ""], strict=False):
        if name != real:
            line = seen[name].line if name else page.headings[-1].line if page.headings else 1
            yield page.finding(line, f"the address #{real or name} is not what the rules expect here: #{name or real}")
            return
    for name in sorted(page.anchors - set(built.ids)):
        yield page.finding(1, f"the page has no #{name}, which the rules expect", source="")


def _counted(page: Page, built: HtmlPage) -> Iterator[tuple[str, int, int]]:
    def shown(selector: str) -> int:
        return len([*_own(built, selector)])

    estimates = [fence.body for fence in page.fences_of("estimate")]
    prose = [*spans.paragraphs(page.prose), *((0, body) for body in estimates)]
    yield "diagrams", len(page.fences_of("mermaid")), shown("figure.diagram")
    yield "estimates", sum(not body.lstrip().startswith("from:") for body in estimates), shown("section.estimate")
    yield "citations", len(page.citations), shown("a.footnote-ref")
    yield "formulas", sum(1 for _, text in prose for _ in spans.FORMULA.finditer(text)), shown(".formula")
    yield "spans of code", _code(page, estimates), shown(":not(pre) > code")
    if not page.fences_of("catalog") and not page.fences_of("sources"):
        yield "links", sum(not link.image for link in page.links), len([*_links(built)])


def _code(page: Page, estimates: list[str]) -> int:
    texts = [text for _, text in spans.paragraphs(page.unfenced)] + estimates
    return sum(1 for text in texts for _ in spans.code(text))


def _own(built: HtmlPage, selector: str) -> Iterator[LexborNode]:
    """What of the page was written on it, and not gathered from others."""
    boxes = built.tree.css("article .gathered, article .origins")
    gathered = {node.mem_id for box in boxes for node in box.css(selector)}
    yield from (node for node in built.tree.css(f"article {selector}") if node.mem_id not in gathered)


def _links(built: HtmlPage) -> Iterator[str]:
    for link in _own(built, "a[href]"):
        kinds = {*(link.attributes.get("class") or "").split()}
        within = link.parent.attributes.get("class") if link.parent else ""
        address = link.attributes.get("href")
        # An address between angle brackets is its own text.
        if address and link.text() not in ("", address) and not kinds & _ADDED and within not in _WITHIN:
            yield address
