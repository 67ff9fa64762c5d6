"""Layers and exercises as native elements, and the box, which pages are laid out with."""

from __future__ import annotations

import json
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from guide.block import EFFECTS, KINDS, LEVELS, SPEAKERS, check, fold_id, row_id, scan
from guide.block.source import OPTION
from guide.finding import Finding
from guide.markdown.problem import problem
from guide.page import Page

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class _Item(Block):
    # Whatever a contributor writes is taken: check() tells what is wrong with it.
    ARGUMENT = None
    OPTIONS = {name: (None, type_any) for kind in KINDS.values() for name in kind.options}

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


class Spoken(_Item):
    """What one says in the room. Its address is its heading's, which :class:`_SpokenIds` knows."""

    NAME = "spoken"

    def on_create(self, parent: etree.Element) -> etree.Element:
        # A note and no landmark: a chapter has one at each section.
        aside = etree.SubElement(parent, "aside", {"class": "spoken", "role": "note"})
        title = etree.SubElement(aside, "p", {"class": "spoken-title", "data-search-exclude": ""})
        title.text = "Say it in the room"
        return aside


class _SpokenIds(Treeprocessor):
    """``spoken-<id of the heading above>``, once headings have their ids."""

    def run(self, root: etree.Element) -> None:
        heading = ""
        for element in root.iter():
            if element.tag in _HEADINGS:
                heading = element.get("id", "")
            elif heading and element.tag == "aside" and element.get("class") == "spoken":
                element.set("id", f"spoken-{heading}")


class Deeper(_Item):
    """What only some readers need, behind the question it answers.

    The question stands twice: on the fold, and unseen as a heading in it. The heading is what the fold's address names,
    so that browsers open the fold for a link without a script, and what search takes for the beginning of a section.
    """

    NAME = "deeper"

    def on_create(self, parent: etree.Element) -> etree.Element:
        fold = etree.SubElement(parent, "details", {"class": "deeper"})
        etree.SubElement(fold, "summary").text = self.title
        name = self.options["attrs"].pop("id", "") or fold_id(self.title)
        content = etree.SubElement(fold, "div")
        heading = etree.SubElement(content, "h3", {"class": "deeper-title", "id": name})
        etree.SubElement(heading, "span").text = self.title
        return fold

    def on_add(self, block: etree.Element) -> etree.Element:
        return block.find("div")

    def on_end(self, block: etree.Element) -> None:
        # The fold's title takes the third level.
        for heading in block.iter():
            if heading.tag in _HEADINGS[2:5] and heading.get("class") != "deeper-title":
                heading.tag = f"h{int(heading.tag[1]) + 1}"


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


class Clarify(_Fold):
    """A candidate's question; behind it the interviewer's answer, and what that changes, which only then is told."""

    NAME = "clarify"

    def on_create(self, parent: etree.Element) -> etree.Element:
        fold = super().on_create(parent)
        fold.set("data-changes", "true" if self.options["changes"] is True else "false")
        return fold

    def on_end(self, block: etree.Element) -> None:
        content = block.find("div")
        said = list(content)
        content[:] = []
        answer = etree.SubElement(content, "div", {"data-part": "answer"})
        etree.SubElement(answer, "p", {"class": "speaker"}).text = "Interviewer"
        answer.extend(said[:1])
        effect = etree.SubElement(content, "div", {"data-part": "effect"})
        mark = "Changes the design" if block.get("data-changes") == "true" else "Changes nothing"
        etree.SubElement(effect, "p", {"class": "speaker"}).text = mark
        effect.extend(said[1:])


class Twist(_Fold):
    """What the interviewer changes in the middle; behind it what should change in the design, and what should stay."""

    NAME = "twist"

    def on_create(self, parent: etree.Element) -> etree.Element:
        fold = super().on_create(parent)
        if type(minute := self.options["minute"]) is int:
            fold.set("data-minute", str(minute))
            summary = fold.find("summary")
            time = etree.SubElement(summary, "span", {"class": "level"})
            time.text, time.tail, summary.text = f"Minute {minute}", f" {self.title}", ""
        return fold

    def on_end(self, block: etree.Element) -> None:
        for parts in block.findall("div/dl"):
            name = ""
            for part in parts:
                if part.tag == "dt":
                    name = (part.text or "").strip().lower()
                elif name in EFFECTS:
                    part.set("data-part", name)


class Scenario(_Fold):
    """A page's sheet under other assumptions; :mod:`guide.markdown.scenarios`, which knows the sheet, puts its numbers in."""

    NAME = "scenario"

    def on_create(self, parent: etree.Element) -> etree.Element:
        fold = super().on_create(parent)
        written = {name: self.options[name] for name in ("assume", "results")}
        numbers = etree.SubElement(fold.find("div"), "div", {"class": "scenario-numbers"})
        numbers.set("data-options", json.dumps(written, default=str))
        return fold


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
        option = OPTION.match(first.text or "")
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
            row.set("id", row_id("".join(step.itertext())))
            row.set("data-item", "rubric")


class Box(_Item):
    """A part of a page that the style sheets lay out; its title is its classes, and need not be there."""

    NAME = "box"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": self.title} if self.title else {})


_KINDS: tuple[type[_Item], ...] = (
    Spoken,
    Deeper,
    Clarify,
    Decision,
    Card,
    Probe,
    Answer,
    Dialogue,
    Scenario,
    Twist,
    Rubric,
    Box,
)


class _Problems(Preprocessor):
    """Say what is wrong with a block in front of it."""

    def run(self, lines: list[str]) -> list[str]:
        prose = Page("", "\n".join(lines).encode()).prose
        blocks, strays = scan(prose)
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


class BlockExtension(BlocksExtension):
    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for kind in _KINDS:
            block_mgr.register(kind, {})
        # Before the fences (25) take their lines away, after line ends are made one (30).
        md.preprocessors.register(_Problems(md), "block-problems", 28)
        # As late as the headings' ids, which come first, and before the builder looks which anchors there are.
        md.treeprocessors.register(_SpokenIds(md), "spoken-ids", 5)


def makeExtension(**kwargs) -> BlockExtension:
    return BlockExtension(**kwargs)
