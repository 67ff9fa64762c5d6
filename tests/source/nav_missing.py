"""A page outside the table of contents has no previous and next, and nobody finds it."""

from __future__ import annotations

from collections.abc import Iterator

from ruamel.yaml.error import MarkedYAMLError

from guide.book import Book
from guide.finding import Finding

FIX = "add the page to nav in mkdocs.yml, or remove it"


def findings(book: Book) -> Iterator[Finding]:
    lines = (book.root / "mkdocs.yml").read_text(encoding="utf-8", errors="replace").splitlines()
    try:
        entries = book.nav
    except UnicodeDecodeError:
        line = next(number for number, text in enumerate(lines, 1) if "\ufffd" in text)
        yield Finding("mkdocs.yml", line, "", "not UTF-8", lines[line - 1], "save the file as UTF-8")
        return
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1
        yield Finding(
            "mkdocs.yml",
            line,
            "",
            f"not YAML: {error.problem}",
            lines[line - 1],
            "indent nav by spaces, two deeper a level",
        )
        return
    if not entries:
        yield Finding("mkdocs.yml", 1, "", "there is no nav", lines[0], "list the pages under nav:")
        return
    nav: dict[str, int] = {}
    for name, line in entries:
        if not name or name in nav:
            what = f"{name} stands in line {nav[name]} already" if name else "the entry names no page"
            yield Finding("mkdocs.yml", line, "", what, lines[line - 1], "write one page a line, once")
        else:
            nav[name] = line
    pages = {page.name: page for page in book.pages if page.published}
    for name in sorted(pages.keys() - nav):
        yield pages[name].finding(
            1, "the page is not in the table of contents", f"add {name} to nav in mkdocs.yml", name
        )
    for name in sorted(nav.keys() - pages.keys()):
        yield Finding(
            "mkdocs.yml",
            nav[name],
            "",
            f"there is no page docs/{name}",
            lines[nav[name] - 1],
            "correct the path, or remove the line",
        )
