"""The blocks of a practice page: decision, card, probe, answer, dialogue, rubric; and the box, which pages are laid out with.

The blocks extension leaves a malformed block on the page as text and says nothing. So :func:`check` reads the source
itself, for the build and for the tests alike.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from xml.etree import ElementTree as etree

import yaml
from markdown import Markdown
from markdown.extensions.toc import slugify
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from guide.finding import Finding
from guide.markdown.problem import problem
from guide.page import Page

LEVELS = ("mid", "senior", "staff")
SPEAKERS = ("interviewer", "candidate", "notes")
OPTIONS_LEAST = 3
RUBRIC_COLUMNS = ("step", *LEVELS)

_OPTION = re.compile(r"\[([ xX])\]\s+")


# -- Rendering --------------------------------------------------------------------------------------------------------


class _Item(Block):
    # Whatever a contributor writes is taken: check() tells what is wrong with it.
    ARGUMENT = None
    OPTIONS = {"level": (None, type_any)}

    @property
    def title(self) -> str:
        return self.argument or ""

    @property
    def level(self) -> str:
        return self.options["level"] if self.options["level"] in LEVELS else ""

    def on_validate(self, parent: etree.Element) -> bool:
        # The blocks extension would take any attribute, a handler too.
        self.options["attrs"] = {name: value for name, value in self.options["attrs"].items() if name == "id"}
        return True

    def badge(self, parent: etree.Element, tail: str) -> None:
        if self.level:
            badge = etree.SubElement(parent, "span", {"class": f"level level-{self.level}"})
            badge.text = self.level.title()
            badge.tail = f" {tail}" if tail else ""
        else:
            parent.text = tail


class _Fold(_Item):
    """A question that opens to its answer."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        fold = etree.SubElement(parent, "details", {"class": self.NAME, "data-item": self.NAME})
        self.badge(etree.SubElement(fold, "summary"), self.title)
        etree.SubElement(fold, "div")
        return fold

    def on_add(self, block: etree.Element) -> etree.Element:
        return block.find("div")


class Card(_Fold):
    NAME = "card"


class Probe(_Fold):
    NAME = "probe"


class Decision(_Item):
    """A question and its options, each a disclosure: chosen by opening it, read as text without script or in print."""

    NAME = "decision"

    def on_create(self, parent: etree.Element) -> etree.Element:
        attributes = {"class": "decision", "data-item": "decision", "role": "group"}
        heading = {"class": "question", "role": "heading", "aria-level": "3"}
        if name := self.options["attrs"].get("id"):
            heading["id"] = attributes["aria-labelledby"] = f"{name}--question"
        section = etree.SubElement(parent, "section", attributes)
        # Not a paragraph: a line that begins with a colon would make a definition term of it.
        etree.SubElement(section, "div", heading).text = self.title
        return section

    def on_end(self, block: etree.Element) -> None:
        for options in block.findall("ul"):
            options.tag = "ol"
            options.set("class", "options")
            for item in options:
                self._fold(item)

    @staticmethod
    def _fold(item: etree.Element) -> None:
        first = item[0] if len(item) and item[0].tag == "p" else item
        option = _OPTION.match(first.text or "")
        if not option:
            return
        is_right = option[1] != " "
        summary = etree.Element("summary")
        summary.text = first.text[option.end() :]
        reason = etree.Element("div")
        reason.extend(item[1:] if first is not item else item[:])
        verdict = etree.Element("strong", {"class": "verdict"})
        verdict.text = "Right here." if is_right else "Not here."
        # A paragraph may stand for a fence, which no sentence can begin.
        has_prose = len(reason) and reason[0].tag == "p" and not HTML_PLACEHOLDER_RE.match(reason[0].text or "")
        opening = reason[0] if has_prose else etree.Element("p")
        verdict.tail = f" {opening.text or ''}"
        opening.text = ""
        opening.insert(0, verdict)
        if not has_prose:
            reason.insert(0, opening)
        item[:] = []
        item.text = ""
        fold = etree.SubElement(item, "details", {"class": "right" if is_right else "wrong"})
        fold.extend([summary, reason])


class Answer(_Item):
    NAME = "answer"

    def on_create(self, parent: etree.Element) -> etree.Element:
        classes = f"answer answer-{self.level}".rstrip("-")
        label = f"Sample answer: {self.title or self.level}"
        section = etree.SubElement(parent, "section", {"class": classes, "role": "group", "aria-label": label})
        heading = etree.SubElement(section, "div", {"class": "answer-title"})
        self.badge(heading, "" if self.title.lower() == self.level else self.title)
        return section


class Dialogue(_Item):
    """A definition list whose terms are speakers; each turn is a ``div`` with the speaker as its class."""

    NAME = "dialogue"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "dialogue"})

    def on_end(self, block: etree.Element) -> None:
        for turns in block.findall("dl"):
            said = list(turns)
            turns[:] = []
            for part in said:
                if part.tag == "dt" or not len(turns):
                    speaker = (part.text or "").strip().lower()
                    turn = etree.SubElement(turns, "div", {"class": speaker} if speaker in SPEAKERS else {})
                turn.append(part)


class Rubric(_Item):
    """A table of steps by levels; each row is an item."""

    NAME = "rubric"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": "rubric"})

    # After inline Markdown, for the words of a step that is a link.
    def on_inline_end(self, block: etree.Element) -> None:
        for row in block.iterfind(".//tbody/tr"):
            step = row[0]
            step.tag = "th"
            step.set("scope", "row")
            row.set("id", _row_id("".join(step.itertext())))
            row.set("data-item", "rubric")


class Box(_Item):
    """A part of a page that the style sheets lay out; its title is its classes, and need not be there."""

    NAME = "box"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": self.title} if self.title else {})


KINDS: dict[str, type[_Item]] = {kind.NAME: kind for kind in (Decision, Card, Probe, Answer, Dialogue, Rubric, Box)}


def _row_id(step: str) -> str:
    return f"rubric-{slugify(re.sub(r'^[0-9.]+', '', step.strip()), '-')}"


class _Problems(Preprocessor):
    """Say what is wrong with a block in front of it."""

    def run(self, lines: list[str]) -> list[str]:
        prose = Page("", "\n".join(lines).encode()).prose
        blocks, strays = _scan(prose)
        starts = {block.line for block in blocks} | {stray.line for stray in strays}
        boxes: dict[int, list[Finding]] = {}
        for finding in check(prose):
            start = max(line for line in starts if line <= finding.line)
            boxes.setdefault(start, []).append(finding.at("", 1 - start))
        shown = {start: problem(findings) for start, findings in boxes.items()}
        for start, box in reversed(shown.items()):
            html = etree.tostring(box, encoding="unicode", method="html")
            lines[start - 1 : start - 1] = ["", self.md.htmlStash.store(html), ""]
        return lines


class PracticeExtension(BlocksExtension):
    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for kind in KINDS.values():
            block_mgr.register(kind, {})
        # Before the fences (25) take their lines away, after line ends are made one (30).
        md.preprocessors.register(_Problems(md), "block-problems", 28)


def makeExtension(**kwargs) -> PracticeExtension:
    return PracticeExtension(**kwargs)


# -- Checking ---------------------------------------------------------------------------------------------------------

_HEADER = re.compile(r" {0,3}(/{3,}) *([\w-]+) *(?:\| *(.*?) *)?$")
_END = re.compile(r" {0,3}(/{3,}) *$")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_NEEDS_ID = ("decision", "card", "probe")
_NEEDS_LEVEL = ("probe", "answer")
_NEEDS_TITLE = ("decision", "card", "probe", "answer")


@dataclass
class _Written:
    """A block as written: ``line`` is its header's, ``body`` holds (line number, line) after the options."""

    kind: str
    title: str
    line: int
    mark: str
    header: str
    options: list[str] = field(default_factory=list)
    body: list[tuple[int, str]] = field(default_factory=list)

    def finding(self, rule: str, message: str, fix: str, line: int = 0, source: str = "") -> Finding:
        return Finding("", line or self.line, rule, message, source or self.header, fix)


def check(lines: list[str]) -> list[Finding]:
    """What is wrong with the blocks of a page.

    Args:
        lines: the page's lines, with fences and code spans blanked, as :attr:`guide.page.Page.prose`.

    Returns:
        findings of the rules block-form, block-id, block-level, decision-form, dialogue-form and rubric-form;
        ``line`` is 1-based in ``lines``, ``file`` is empty.
    """
    blocks, findings = _scan(lines)
    ids: dict[str, int] = {}
    for block in blocks:
        options, wrong = _options(block)
        findings += wrong
        if options is not None:
            findings += _check_level(block, options.get("level"))
            findings += _check_id(block, options.get("attrs"), ids)
        if block.kind in _NEEDS_TITLE and not block.title:
            fix = f"write /// {block.kind} | and the {'level' if block.kind == 'answer' else 'question'}"
            findings.append(block.finding("block-form", f"the {block.kind} has no title", fix))
        if form := _FORMS.get(block.kind):
            findings += form(block, ids)
    return sorted(findings)


def _scan(lines: Iterable[str]) -> tuple[list[_Written], list[Finding]]:
    """The blocks in the order they begin, and the lines of slashes that make none."""
    blocks: list[_Written] = []
    opened: list[_Written] = []
    findings: list[Finding] = []
    takes_options = False
    for number, line in enumerate(lines, 1):
        if header := _HEADER.match(line):
            mark, kind, title = header[1], header[2].lower(), header[3] or ""
            if kind not in KINDS:
                like = get_close_matches(kind, KINDS, n=1)
                fix = f"write {like[0]}" if like else f"use one of {', '.join(KINDS)}"
                findings.append(Finding("", number, "block-form", f"no block is called {kind}", line, fix))
            while opened and len(opened[-1].mark) <= len(mark):
                before = opened.pop()
                message = f"the {before.kind} is not closed before line {number}"
                findings.append(before.finding("block-form", message, f"end it with a line {before.mark}"))
            opened.append(_Written(kind, title, number, mark, line))
            if kind in KINDS:
                blocks.append(opened[-1])
            takes_options = True
        elif end := _END.match(line):
            if opened and opened[-1].mark == end[1]:
                opened.pop()
            else:
                fix = "remove the line, or open a block above it with as many slashes"
                findings.append(Finding("", number, "block-form", "there is no block here to end", line, fix))
        elif opened:
            takes_options = takes_options and line.startswith("    ") and bool(line.strip())
            if takes_options:
                opened[-1].options.append(line)
            else:
                for block in opened:
                    block.body.append((number, line))
    for block in opened:
        fix = f"end it with a line {block.mark}"
        findings.append(block.finding("block-form", f"the {block.kind} is never closed", fix))
    return blocks, findings


def _options(block: _Written) -> tuple[dict | None, list[Finding]]:
    """The options, ``None`` if they cannot be read, and what is wrong with them."""
    try:
        options = yaml.safe_load(textwrap.dedent("\n".join(block.options))) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = block.line + 1 + min(mark.line if mark else 0, len(block.options) - 1)
        what = getattr(error, "problem", None) or "they cannot be read"
        fix = "write them as attrs: {id: a-name} and level: senior, then an empty line"
        source = block.options[line - block.line - 1]
        return None, [block.finding("block-form", f"the options are not YAML: {what}", fix, line, source)]
    known = {"attrs", "level"} if block.kind in _NEEDS_LEVEL else {"attrs"}
    if not isinstance(options, dict):
        fix = "write attrs: {id: a-name}, or an empty line before the text"
        what, line = "the options are not keys and values", block.line + 1
        return None, [block.finding("block-form", what, fix, line, block.options[0])]
    attrs = options.get("attrs", {})
    strange = [str(name) for name in options if name not in known]
    if isinstance(attrs, dict):
        strange += [f"attrs.{name}" for name in attrs if name != "id"]
    else:
        strange.append("attrs without keys")
    fix = f"keep only attrs: {{id: …}}{' and level: …' if 'level' in known else ''}"
    return options, [block.finding("block-form", f"a {block.kind} has no option {name}", fix) for name in strange]


def _check_level(block: _Written, level: object) -> Iterator[Finding]:
    if block.kind in _NEEDS_LEVEL and level not in LEVELS:
        message = f"the {block.kind} has no level" if level is None else f"there is no level {level}"
        yield block.finding("block-level", message, f"write level: {', '.join(LEVELS[:-1])} or {LEVELS[-1]}")


def _check_id(block: _Written, attrs: object, ids: dict[str, int]) -> Iterator[Finding]:
    name = attrs.get("id") if isinstance(attrs, dict) else None
    if name is None:
        if block.kind in _NEEDS_ID:
            fix = "write attrs: {id: a-lasting-name} under the header, indented by four spaces"
            yield block.finding("block-id", f"the {block.kind} has no id", fix)
    elif not isinstance(name, str) or not _ID.fullmatch(name):
        fix = "use lowercase ASCII letters, digits and hyphens, a letter first"
        yield block.finding("block-id", f"{name!r} is not an id", fix)
    else:
        yield from _claim(block, name, block.line, ids)


def _claim(block: _Written, name: str, line: int, ids: dict[str, int], source: str = "") -> Iterator[Finding]:
    if name in ids:
        fix = "give each its own; what readers have stored is kept under it"
        yield block.finding("block-id", f"the id {name} is used in line {ids[name]} already", fix, line, source)
    ids.setdefault(name, line)


def _check_decision(block: _Written, ids: dict[str, int]) -> Iterator[Finding]:
    rule = "decision-form"
    options: list[tuple[int, str, bool]] = []
    has_reason: dict[int, bool] = {}
    after_blank = True
    for number, line in block.body:
        if item := re.match(r"[-*+]\s+", line):
            if options and has_reason[options[-1][0]] and not after_blank:
                fix = "put an empty line before it"
                yield block.finding(rule, "the option runs into the reason above it", fix, number, line)
            if option := _OPTION.match(line, item.end()):
                options.append((number, line, option[1] != " "))
                has_reason[number] = False
            else:
                fix = "begin it with - [ ] or - [x] and the text"
                yield block.finding(rule, "the item is not an option", fix, number, line)
        elif line.strip() and options and after_blank:
            if line.startswith(("    ", "\t")):
                has_reason[options[-1][0]] = True
            else:
                fix = "indent it by four spaces"
                yield block.finding(rule, "the text stands outside the options", fix, number, line)
        after_blank = not line.strip()
    for number, line, _ in options:
        if not has_reason[number]:
            fix = "add an empty line and a paragraph indented by four spaces: why it is right or wrong here"
            yield block.finding(rule, "the option has no reason", fix, number, line)
    if len(options) < OPTIONS_LEAST:
        fix = f"write at least {OPTIONS_LEAST} items - [ ] or - [x], each with its reason"
        yield block.finding(rule, f"the decision has {len(options)} options", fix)
    right = sum(is_right for *_, is_right in options)
    if options and right != 1:
        yield block.finding(rule, f"{right} options are marked as right", "mark exactly one with - [x]")


def _check_dialogue(block: _Written, ids: dict[str, int]) -> Iterator[Finding]:
    rule = "dialogue-form"
    fix = "write the speaker on a line, and below it :   and the text; indent further lines by four spaces"
    speakers: set[str] = set()
    waiting: tuple[int, str] | None = None
    after_blank = True
    for number, line in [*block.body, (0, "")]:
        if re.match(r" {0,3}:\s+\S", line):
            if waiting:
                speaker = waiting[1].strip().lower()
                speakers.add(speaker)
                if speaker not in SPEAKERS:
                    known = ", ".join(name.title() for name in SPEAKERS)
                    yield block.finding(rule, f"nobody is called {waiting[1].strip()}", f"use one of {known}", *waiting)
            elif not speakers:
                yield block.finding(rule, "nobody says this", fix, number, line)
            waiting = None
        elif line.strip() and not line.startswith((" ", "\t")) and after_blank:
            if waiting:
                yield block.finding(rule, "nobody says this", fix, *waiting)
            waiting = (number, line)
        after_blank = not line.strip()
    if waiting:
        yield block.finding(rule, "nobody says this", fix, *waiting)
    for speaker in ("interviewer", "candidate"):
        if speaker not in speakers:
            yield block.finding(rule, f"the {speaker} says nothing", fix)


def _check_rubric(block: _Written, ids: dict[str, int]) -> Iterator[Finding]:
    rule = "rubric-form"
    rows = [(number, line, _cells(line)) for number, line in block.body if line.lstrip().startswith("|")]
    columns = " | ".join(name.title() for name in RUBRIC_COLUMNS)
    if not rows or tuple(cell.lower() for cell in rows[0][2]) != RUBRIC_COLUMNS:
        yield block.finding(rule, "the rubric has no table of steps by levels", f"begin with the row | {columns} |")
        return
    if len(rows) < 3:
        yield block.finding(rule, "the rubric has no rows", "write one row for each step")
    for number, line, cells in rows[2:]:
        if len(cells) != len(RUBRIC_COLUMNS) or not all(cells):
            fix = "say for the step what is written down at each level; write a bar in the text as \\|"
            yield block.finding(rule, f"the row does not fill {columns}", fix, number, line)
        elif cells[0]:
            step = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_]", r"\1", cells[0])
            yield from _claim(block, _row_id(step), number, ids, line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


_FORMS: dict[str, Callable[[_Written, dict[str, int]], Iterator[Finding]]] = {
    "decision": _check_decision,
    "dialogue": _check_dialogue,
    "rubric": _check_rubric,
}
