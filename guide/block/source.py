"""Which blocks there are, and where on a page they begin and end."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import yaml
from markdown.extensions.toc import slugify

from guide.finding import Finding

# How long the interview takes, in minutes.
INTERVIEW = 45
LEVELS = ("mid", "senior", "staff")
SPEAKERS = ("interviewer", "candidate", "notes")
EFFECTS = ("changes", "stays")


@dataclass(frozen=True)
class Kind:
    """A kind of block.

    Args:
        title: what stands after the bar of its header; empty for a block without a title.
        noun: what contributors are told it is, where its name alone is no noun.
        keeps_id: whether links and readers' progress hang on an id that its author gives it.
        options: what it can be told besides ``attrs: {id: …}``.
    """

    title: str = ""
    noun: str = ""
    keeps_id: bool = False
    options: tuple[str, ...] = ()


KINDS = {
    "spoken": Kind(noun="spoken block"),
    "deeper": Kind("the question it answers", noun="deeper fold"),
    "clarify": Kind("the candidate's question", noun="clarifying question", keeps_id=True, options=("changes",)),
    "decision": Kind("the question", keeps_id=True),
    "card": Kind("the question", keeps_id=True),
    "probe": Kind("the question", keeps_id=True, options=("level",)),
    "answer": Kind("the level", options=("level",)),
    "dialogue": Kind(),
    "scenario": Kind("whose numbers they are", keeps_id=True, options=("assume", "results")),
    "twist": Kind("the change, as the interviewer says it", keeps_id=True, options=("minute",)),
    "rubric": Kind(),
    # What stands after its bar are classes, and need not be there.
    "box": Kind(),
}

# A decision's option, after the sign of its item: [x] is the right one.
OPTION = re.compile(r"\[([ xX])\]\s+")

_ITEM = re.compile(r"[-*+]\s+")
_HEADER = re.compile(r" {0,3}(/{3,}) *([\w-]+) *(?:\| *(.*?) *)?$")
_END = re.compile(r" {0,3}(/{3,}) *$")
# What was meant as a header: too few slashes, too far in, a title without its bar.
_ALMOST = re.compile(rf"\s*(/{{2,}}) *({'|'.join(KINDS)})\b\s*\|?\s*(.*?)\s*$", re.IGNORECASE)


@dataclass
class Written:
    """A block as written: ``line`` is its header's, ``body`` holds (line number, line) after the options."""

    kind: str
    title: str
    line: int
    mark: str
    header: str
    end: int = 0
    is_closed: bool = True
    options: list[str] = field(default_factory=list)
    body: list[tuple[int, str]] = field(default_factory=list)
    within: list[str] = field(default_factory=list)

    @property
    def noun(self) -> str:
        return (KINDS[self.kind].noun if self.kind in KINDS else "") or self.kind

    @property
    def id(self) -> str:
        """The id it is given, or a fold's own; empty without one."""
        return self.option("id") or (fold_id(self.title) if self.kind == "deeper" else "")

    def option(self, name: str) -> str:
        """What it is told, as written; empty if it is not."""
        given = re.search(rf"\b{name}: *[\"']?([\w-]+)", "\n".join(self.options))
        return given[1] if given else ""

    def read(self) -> dict | None:
        """Its options; ``None`` where they are not keys and values, which :func:`guide.block.check` tells."""
        try:
            read = yaml.safe_load(textwrap.dedent("\n".join(self.options)))
        except yaml.YAMLError:
            return None
        return read if isinstance(read, dict) else None

    def line_of(self, text: str) -> int:
        """The first line of its options that holds ``text``, or else its header's."""
        lines = enumerate(self.options, self.line + 1)
        return next((number for number, line in lines if text and text in line), self.line)

    def finding(self, rule: str, message: str, fix: str, line: int = 0, source: str = "") -> Finding:
        return Finding("", line or self.line, rule, message, source or self.header, fix)


def scan(lines: Iterable[str]) -> tuple[list[Written], list[Finding]]:
    """The blocks in the order they begin, and the lines of slashes that make none.

    Args:
        lines: the page's lines, with fences and code spans blanked, as :attr:`guide.page.Page.prose`.
    """
    blocks: list[Written] = []
    opened: list[Written] = []
    findings: list[Finding] = []
    takes_options = False
    # Lines that would have ended a fold, had a block inside with as many slashes not ended it before.
    orphans: Counter[str] = Counter()
    last = 0
    for last, line in enumerate(lines, 1):
        if header := _HEADER.match(line) or _ALMOST.match(line):
            mark, kind, title = header[1], header[2].lower(), header[3] or ""
            if header.re is _ALMOST:
                # Read as it was meant, it has no consequences to be told.
                mark = mark if len(mark) > 2 else "///"
                fix = f"write {mark} {kind}{' | and ' + KINDS[kind].title if KINDS[kind].title else ''}, from the margin on"
                findings.append(Finding("", last, "block-form", f"the line opens no {kind}", line, fix))
            if kind not in KINDS:
                like = get_close_matches(kind, KINDS, n=1)
                fix = f"write {like[0]}" if like else f"use one of {', '.join(KINDS)}"
                findings.append(Finding("", last, "block-form", f"no block is called {kind}", line, fix))
            while opened and len(opened[-1].mark) <= len(mark):
                orphans[opened[-1].mark] += opened[-1].kind == "deeper"
                findings.append(_overrun(opened.pop(), last))
            opened.append(Written(kind, title, last, mark, line, within=[block.kind for block in opened]))
            if kind in KINDS:
                blocks.append(opened[-1])
            takes_options = True
        elif end := _END.match(line):
            if opened and opened[-1].mark == end[1]:
                opened.pop().end = last
            elif orphans[end[1]]:
                orphans[end[1]] -= 1
            else:
                fix = "remove the line, or open a block above it with as many slashes"
                findings.append(Finding("", last, "block-form", "there is no block here to end", line, fix))
        elif opened:
            takes_options = takes_options and line.startswith("    ") and bool(line.strip())
            if takes_options:
                opened[-1].options.append(line)
            else:
                for block in opened:
                    block.body.append((last, line))
    for block in opened:
        block.end, block.is_closed = last, False
        fix = f"end it with a line {block.mark}"
        findings.append(block.finding("block-form", f"the {block.noun} is never closed", fix))
    return blocks, findings


def _overrun(block: Written, line: int) -> Finding:
    """What to say of ``block`` when another with as many slashes begins in ``line``."""
    block.end, block.is_closed = line - 1, False
    fix = f"end it with a line {block.mark}"
    if block.kind == "deeper":
        fix += f" above line {line}; or, if that block belongs inside, begin and end the fold with {block.mark}/"
    return block.finding("block-form", f"the {block.noun} is not closed before line {line}", fix)


@dataclass(frozen=True)
class Option:
    """One option of a decision, as a reader chooses it."""

    text: str
    line: int
    is_right: bool


def options(decision: Written) -> list[Option]:
    """The options of a decision, without their reasons."""
    found: list[Option] = []
    open_item = False
    for number, line in decision.body:
        item = _ITEM.match(line)
        if item and (mark := OPTION.match(line, item.end())):
            found.append(Option(line[mark.end() :].strip(), number, mark[1] != " "))
        elif open_item and line.strip():
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line.strip()}")
        open_item = bool(line.strip()) and bool(found) and (bool(item) or open_item)
    return found


def fold_id(title: str) -> str:
    """The address of the fold with this title."""
    return f"deeper-{slugify(_plain(title), '-')}"


def row_id(step: str) -> str:
    """The address of the rubric's row for this step."""
    return f"rubric-{slugify(re.sub(r'^[0-9.]+', '', _plain(step).strip()), '-')}"


def _plain(text: str) -> str:
    """The words of a line of Markdown."""
    return re.sub(r"\[\^[^\]]*\]|\[([^\]]*)\]\([^)]*\)|[*_`]", r"\1", text)
