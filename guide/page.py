"""One Markdown source, read once for everybody who checks or copies it.

A page never fails to be read: what is wrong with its bytes or its front matter is kept as findings.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath

from markdown.extensions.toc import slugify, unique

from guide import diagram, front, limits, spans
from guide.block.source import Written, scan
from guide.finding import Finding

# What a fence can be besides code, as mkdocs.yml has it.
FENCES = ("catalog", "downloads", "estimate", "mermaid", "plot", "sources")

_FENCE = re.compile(r"^(?P<indent>\s*)(?P<mark>`{3,}|~{3,})\s*(?P<info>[^`]*)$")
_HEADING = re.compile(r"^(?P<marks>#{1,6})\s*(?P<text>.*?)\s*#*$")
_ATTRIBUTES = re.compile(r"\s*\{:?(?P<list>[^{}]*)\}\s*$")
_CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target><[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
)
_ID = re.compile(r"""(?:\{:?[^{}]*#|^\s*(?:attrs:\s*\{?\s*)?["']?id["']?:\s*["']?)(?P<id>[\w-]+)""")
# What an estimate or a plot is called.
NAMED = re.compile(r"^name:\s*[\"']?([\w-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Fence:
    """A fenced block: its info word, the 1-based lines of its opening and its end, and what stands between, undented."""

    name: str
    line: int
    end: int
    body: str
    closed: bool = True

    @property
    def meant(self) -> str:
        """The kind of block that a misspelled name most likely means; empty if it is spelled right, or means none."""
        near = get_close_matches(self.name.lower(), FENCES, n=1, cutoff=0.75)
        return near[0] if near and near[0] != self.name else ""


@dataclass(frozen=True)
class Heading:
    """A heading as written, without its attribute list."""

    level: int
    text: str
    line: int
    id: str


@dataclass(frozen=True)
class Link:
    """An inline link or image."""

    text: str
    target: str
    line: int
    image: bool = False


@dataclass(frozen=True)
class Section:
    """The lines from a second-level heading (or the page's start) up to the next, 1-based, end excluded."""

    title: str
    start: int
    end: int

    def __contains__(self, thing: Fence | Link | Written) -> bool:
        return self.start <= thing.line < self.end


@dataclass(frozen=True)
class Page:
    """One Markdown source.

    Args:
        path: from the project's root, with forward slashes.
        data: the file's bytes.
    """

    path: str
    data: bytes

    def finding(self, line: int, message: str, fix: str = "", source: str | None = None) -> Finding:
        """A finding on ``line`` that shows the line; whoever runs the rule adds its id and usual fix."""
        line = min(max(line, 1), max(len(self.lines), 1))
        if source is None:
            source = self.lines[line - 1] if self.lines else ""
        return Finding(self.path, line, "", message, source if len(source) <= 160 else source[:157] + "…", fix)

    @property
    def name(self) -> str:
        """The page's path below ``docs/``, as links, ``nav`` and imports write it."""
        return self.path.removeprefix("docs/")

    @cached_property
    def published(self) -> bool:
        """Whether readers get the page: nothing in a folder that starts with an underscore is."""
        return not any(part.startswith("_") for part in PurePosixPath(self.path).parts)

    @cached_property
    def case(self) -> str:
        """``design`` or ``practice`` for the two pages of a case study, else empty."""
        match PurePosixPath(self.path).parts:
            case ("docs", "case-studies", _, "index.md"):
                return "design"
            case ("docs", "case-studies", _, "practice.md"):
                return "practice"
        return ""

    @cached_property
    def text(self) -> str:
        """The text with Unix line ends; bytes that are no UTF-8 become U+FFFD."""
        text = self.data.decode("utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def front_end(self) -> int:
        """How many lines the front matter takes, the lines of --- included; 0 without one."""
        return front.end(self.lines)

    @cached_property
    def _front(self) -> front.Front:
        return front.read(self.lines)

    @property
    def meta(self) -> dict[str, object]:
        """The front matter, but for what cannot be read of it."""
        return self._front.values

    @cached_property
    def meta_findings(self) -> list[Finding]:
        """What cannot be read of the front matter."""
        return [self.finding(line, message, fix) for line, message, fix in self._front.mistakes]

    def meta_line(self, key: str) -> int:
        """The line of a front matter key; 1 when it is not there."""
        return self._front.lines.get(key, 1)

    @cached_property
    def excess(self) -> list[tuple[int, str]]:
        """What is so much that the page is not read any further; see :mod:`guide.limits`."""
        return [(line + self.front_end, what) for line, what in limits.page(self.lines[self.front_end :])]

    @cached_property
    def is_lost(self) -> bool:
        """Whether so much of it is not what its writer meant that only the reason is worth telling."""
        astray = any(fence.meant or not fence.closed for fence in self.fences)
        return bool(self.garbled or self.excess or not self.front_end or astray)

    @cached_property
    def garbled(self) -> int:
        """The first line that is no UTF-8; 0 if all are."""
        return next((number for number, line in enumerate(self.lines, 1) if "\ufffd" in line), 0)

    @cached_property
    def _scanned(self) -> tuple[list[Fence], list[str]]:
        """The fences, and the lines with front matter and fences blanked."""
        fences, rest, opening, body = [], [], None, []
        for number, line in enumerate(self.lines, 1):
            match = _FENCE.match(line)
            if number <= self.front_end or self.excess:
                rest.append("")
                continue
            name = match["info"].strip().lstrip("{.").split(" ")[0].rstrip("}") if match else ""
            if opening and match and match["mark"] == opening[0] and name in FENCES:
                # No block of the book holds another: the end of this one was forgotten.
                fences.append(Fence(opening[2], opening[3], number - 1, "\n".join(body), closed=False))
                opening = None
            if opening:
                rest.append("")
                mark, indent, kind, start = opening
                if match and not name and match["mark"] == mark:
                    fences.append(Fence(kind, start, number, "\n".join(body)))
                    opening = None
                else:
                    body.append(line[indent:] if not line[:indent].strip() else line.lstrip())
            elif match:
                opening, body = (match["mark"], len(match["indent"]), name, number), []
                rest.append("")
            else:
                rest.append(line)
        if opening:
            fences.append(Fence(opening[2], opening[3], len(self.lines), "\n".join(body), closed=False))
        return fences, rest

    @property
    def fences(self) -> list[Fence]:
        return self._scanned[0]

    def within(self, fence: Fence, found: Finding) -> Finding:
        """A finding that counts lines from the fence's first line of text, moved to its place on the page."""
        moved = found.at(self.path, fence.line)
        return replace(moved, source=found.source or self.lines[min(moved.line, len(self.lines)) - 1])

    def fences_of(self, name: str) -> list[Fence]:
        return [fence for fence in self.fences if fence.name == name]

    @property
    def unfenced(self) -> list[str]:
        """The page's lines, one for one, with front matter and fences blanked."""
        return self._scanned[1]

    @cached_property
    def prose(self) -> list[str]:
        """The same with code spans blanked as well."""
        return spans.without_code(self.unfenced)

    @cached_property
    def plain(self) -> list[str]:
        """The same with formulas blanked as well: what is left is Markdown's."""
        return spans.without_formulas(self.prose)

    @cached_property
    def written(self) -> list[Written]:
        """The ``///`` blocks of known kinds, in the order they begin."""
        return scan(self.prose)[0]

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings in order, the titles of folds among them."""
        found, taken = [], set()
        folds = {block.line: block for block in self.written if block.kind == "deeper"}
        fold_ends = 0
        for number, line in enumerate(self.prose, 1):
            if fold := folds.get(number):
                found.append(Heading(3, fold.title, number, unique(fold.id, taken)))
                fold_ends = fold.end
            if not (match := _HEADING.match(line)):
                continue
            # Code spans are blank in the prose, but belong to the heading's words.
            text = _HEADING.match(self.lines[number - 1])["text"]
            attributes = _ATTRIBUTES.search(text)
            own = re.search(r"#([\w-]+)", attributes["list"]) if attributes else None
            text = _ATTRIBUTES.sub("", text)
            plain = re.sub(r"[`*]", "", _LINK.sub(lambda link: link["text"], text))
            found.append(
                Heading(
                    # Within a fold a level lower, as its title takes the third.
                    len(match["marks"]) + (number < fold_ends and 3 <= len(match["marks"]) <= 5),
                    text,
                    number,
                    unique(own[1] if own else slugify(plain, "-"), taken),
                )
            )
        return found

    @cached_property
    def sections(self) -> list[Section]:
        """The opening, titled with an empty string, then one section for each second-level heading."""
        starts = [("", 1), *((heading.text, heading.line) for heading in self.headings if heading.level == 2)]
        ends = [line for _, line in starts[1:]] + [len(self.lines) + 1]
        return [Section(title, start, end) for (title, start), end in zip(starts, ends, strict=True)]

    @cached_property
    def citations(self) -> list[tuple[str, int]]:
        """``(key, line)`` of every ``[^key]`` in prose and in estimate blocks."""
        lines = list(enumerate(self.prose, 1))
        for fence in self.fences_of("estimate"):
            lines += enumerate(fence.body.split("\n"), fence.line + 1)
        return [(key, number) for number, line in sorted(lines) for key in _CITATION.findall(line)]

    @cached_property
    def links(self) -> list[Link]:
        """Inline links and images, in prose and in estimate blocks."""
        found = list(self._links_in("\n".join(self.prose), 1))
        for fence in self.fences_of("estimate"):
            found += self._links_in(fence.body, fence.line + 1)
        return found

    def _links_in(self, text: str, first: int) -> Iterator[Link]:
        for match in _LINK.finditer(text):
            line = first + text.count("\n", 0, match.start())
            yield Link(match["text"], html.unescape(match["target"].strip("<>")), line, bool(match["image"]))

    def blocks_of(self, kind: str) -> list[Written]:
        return [block for block in self.written if block.kind == kind]

    @cached_property
    def anchors(self) -> set[str]:
        """Every id the page will have that its source can tell, so that links into it can be checked."""
        found = {heading.id for heading in self.headings}
        found |= {match["id"] for line in self.prose for match in _ID.finditer(line)}
        found |= {name for fence in self.fences_of("mermaid") if (name := diagram.anchor(fence.body))}
        for block in self.written:
            if block.kind == "spoken":
                above = [heading.id for heading in self.headings if heading.line < block.line]
                found |= {f"spoken-{name}" for name in above[-1:]}
        for fence in self.fences_of("estimate"):
            found |= {f"estimate-{name}" for name in NAMED.findall(fence.body)}
        for fence in self.fences_of("plot"):
            found |= {f"plot-{name}" for name in NAMED.findall(fence.body)}
        return found
