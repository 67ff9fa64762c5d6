"""What is wrong with the blocks of a page, with the line and the repair."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator

import yaml

from guide import spans, speech
from guide.block.source import EFFECTS, INTERVIEW, KINDS, LEVELS, OPTION, SPEAKERS, Written, fold_id, row_id, scan
from guide.finding import Finding

OPTIONS_LEAST = 3
RUBRIC_COLUMNS = ("step", *LEVELS)
# What a listener takes in at one go.
SPOKEN_WORDS, SPOKEN_NUMBERS = 90, 3

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_HEADING = re.compile(r"(#{1,6})\s")

# What a form has to know besides its block: the page's lines, and the ids taken so far with their lines.
Lines = list[str]
Ids = dict[str, int]


def check(lines: Lines) -> list[Finding]:
    """What is wrong with the blocks of a page.

    Args:
        lines: the page's lines, with fences and code spans blanked, as :attr:`guide.page.Page.prose`.

    Returns:
        findings of the rules block-form, block-id, block-level and the rule of each kind's own form;
        ``line`` is 1-based in ``lines``, ``file`` is empty.
    """
    blocks, findings = scan(lines)
    ids: Ids = {}
    for block in blocks:
        options, wrong = _options(block)
        findings += wrong
        if options is not None:
            findings += _check_level(block, options.get("level"))
            findings += _check_id(block, options.get("attrs"), ids)
        if KINDS[block.kind].title and not block.title:
            fix = f"write /// {block.kind} | and {KINDS[block.kind].title}"
            findings.append(block.finding("block-form", f"the {block.noun} has no title", fix))
        if form := _FORMS.get(block.kind):
            findings += form(block, lines, ids)
        # Fences are blank here, and have three lines or more.
        elif (
            block.kind != "box"
            and block.is_closed
            and len(block.body) < 3
            and not any(line.strip() for _, line in block.body)
        ):
            findings.append(block.finding("block-form", f"the {block.noun} is empty", "write it, or remove it"))
        if options is not None:
            findings += _check_choices(block, options)
    return sorted(findings)


def _options(block: Written) -> tuple[dict | None, list[Finding]]:
    """The options, ``None`` if they cannot be read, and what is wrong with them."""
    # The id of what is spoken is its heading's.
    known = {*KINDS[block.kind].options} | ({"attrs"} if block.kind != "spoken" else set())
    example = ", ".join(["attrs: {id: a-name}", *(f"{name}: …" for name in KINDS[block.kind].options)])
    try:
        options = yaml.safe_load(textwrap.dedent("\n".join(block.options))) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = block.line + 1 + min(mark.line if mark else 0, len(block.options) - 1)
        what = getattr(error, "problem", None) or "they cannot be read"
        fix = f"write them as {example}, each on its line, then an empty line"
        source = block.options[line - block.line - 1]
        return None, [block.finding("block-form", f"the options are not YAML: {what}", fix, line, source)]
    if not isinstance(options, dict):
        fix = "write attrs: {id: a-name}, or an empty line before the text"
        what, line = "the options are not keys and values", block.line + 1
        return None, [block.finding("block-form", what, fix, line, block.options[0])]
    attrs = options.get("attrs", {})
    strange = [str(name) for name in options if name not in known]
    if isinstance(attrs, dict):
        strange += [f"attrs.{name}" for name in attrs if name != "id"]
    elif "attrs" in known:
        strange.append("attrs without keys")
    fix = f"keep only {example}" if known else "remove it"
    return options, [block.finding("block-form", f"a {block.noun} has no option {name}", fix) for name in strange]


def _check_level(block: Written, level: object) -> Iterator[Finding]:
    if "level" in KINDS[block.kind].options and level not in LEVELS:
        message = f"the {block.noun} has no level" if level is None else f"there is no level {level}"
        yield block.finding("block-level", message, f"write level: {', '.join(LEVELS[:-1])} or {LEVELS[-1]}")


def _check_id(block: Written, attrs: object, ids: Ids) -> Iterator[Finding]:
    name = attrs.get("id") if isinstance(attrs, dict) else None
    if name is None:
        if KINDS[block.kind].keeps_id:
            fix = "write attrs: {id: a-lasting-name} under the header, indented by four spaces"
            yield block.finding("block-id", f"the {block.noun} has no id", fix)
        elif block.kind == "deeper" and block.title:
            fix = "ask another question, or write attrs: {id: deeper-a-name} under the header, indented by four spaces"
            yield from _claim(block, fold_id(block.title), block.line, ids, fix=fix)
    elif not isinstance(name, str) or not _ID.fullmatch(name):
        fix = "use lowercase ASCII letters, digits and hyphens, a letter first"
        yield block.finding("block-id", f"{name!r} is not an id", fix)
    elif block.kind == "deeper" and not name.startswith("deeper-"):
        yield block.finding("block-id", f"the fold's id {name} does not say that it is a fold", f"write deeper-{name}")
    else:
        yield from _claim(block, name, block.line, ids)


def _claim(block: Written, name: str, line: int, ids: Ids, source: str = "", fix: str = "") -> Iterator[Finding]:
    if name in ids:
        fix = fix or "give each its own; what readers have stored is kept under it"
        yield block.finding("block-id", f"the id {name} is used in line {ids[name]} already", fix, line, source)
    ids.setdefault(name, line)


def _check_choices(block: Written, options: dict) -> Iterator[Finding]:
    if "changes" in KINDS[block.kind].options and not isinstance(options.get("changes"), bool):
        fix = "write changes: true if the answer changes the design, changes: false if it changes nothing"
        yield block.finding("clarify-form", "the question does not say whether its answer changes the design", fix)
    if "minute" in KINDS[block.kind].options:
        minute = options.get("minute")
        if type(minute) is not int or not 0 < minute < INTERVIEW:
            fix = f"write minute: and a whole number between 0 and {INTERVIEW}"
            yield block.finding("twist-form", "the twist has no minute at which the interviewer says it", fix)


def _check_clarify(block: Written, lines: Lines, ids: Ids) -> Iterator[Finding]:
    rule = "clarify-form"
    if block.title and not block.title.endswith("?"):
        yield block.finding(rule, "the question asks nothing", "write the candidate's question, with its ?")
    paragraphs = [part for part in re.split(r"\n\s*\n", "\n".join(line for _, line in block.body)) if part.strip()]
    if not paragraphs:
        yield block.finding(rule, "the question has no answer", "write what the interviewer answers")
    elif len(paragraphs) == 1:
        fix = "add a paragraph: which part of the design it changes, or why it changes nothing"
        yield block.finding(rule, "nothing is said of what the answer changes", fix)


def _check_twist(block: Written, lines: Lines, ids: Ids) -> Iterator[Finding]:
    rule = "twist-form"
    said: set[str] = set()
    term = ""
    for number, line in block.body:
        if re.match(r" {0,3}:\s+\S", line):
            if term.lower() in EFFECTS:
                said.add(term.lower())
            else:
                known = " or ".join(name.title() for name in EFFECTS)
                yield block.finding(
                    rule, f"a twist has no part “{term}”", f"write {known} on the line above", number, line
                )
        elif line.strip() and not line.startswith((" ", "\t")):
            term = line.strip()
    for name in EFFECTS:
        if name not in said:
            fix = f"write {name.title()} on a line, and below it :   and what {name} in the design"
            yield block.finding(rule, f"nothing is said of what {name}", fix)


def _check_scenario(block: Written, lines: Lines, ids: Ids) -> Iterator[Finding]:
    if not any(line.strip() for _, line in block.body):
        fix = "write which decisions flip with these numbers, and why"
        yield block.finding("scenario-form", "nothing is said of what the numbers change", fix)
    if block.id and not block.id.startswith("scenario-"):
        fix = f"write scenario-{block.id}"
        yield block.finding("block-id", f"the scenario's id {block.id} does not say that it is a scenario", fix)


def _check_spoken(block: Written, lines: Lines, ids: Ids) -> Iterator[Finding]:
    rule = "spoken-form"
    above = next((line for line in reversed(lines[: block.line - 1]) if line.strip()), "")
    if not above.startswith("## "):
        yield block.finding(rule, "nothing is said in the middle of a section", "move it right under its ## heading")
    said = "\n".join(line for _, line in block.body)
    count, numbers = speech.words(said), speech.numbers(said)
    if not count:
        yield block.finding(rule, "nothing is said", "write what a candidate says in the room, or remove the block")
    if count > SPOKEN_WORDS:
        fix = f"say it in {SPOKEN_WORDS} words; the rest belongs to the text below"
        yield block.finding(rule, f"{count} words are more than one says in one go", fix)
    if numbers > SPOKEN_NUMBERS:
        fix = f"keep the {SPOKEN_NUMBERS} that decide something"
        yield block.finding(rule, f"{numbers} numbers are more than a listener keeps", fix)


def _check_deeper(block: Written, lines: Lines, ids: Ids) -> Iterator[Finding]:
    rule = "deeper-form"
    if block.title and not block.title.endswith("?"):
        yield block.finding(
            rule, "the fold's title asks nothing", "write the question that the fold answers, with its ?"
        )
    # The lines come with code blank, so that two spaces stand for it.
    if re.search(r"\[|  ", block.title) or spans.FORMULA.search(block.title):
        fix = "write the question in words; citations, links, code and formulas belong to the answer"
        yield block.finding(rule, "the fold's title, which search and lists of contents show, is more than words", fix)
    if "deeper" in block.within:
        yield block.finding(rule, "the fold is within a fold", "close the outer one above it")
    # Fences are blank here, so a fold of nothing but a drawing has lines as well.
    if block.is_closed and block.end - block.line < 2:
        yield block.finding(rule, "the fold is empty", "write the answer in it, or remove it")
    for number, line in block.body:
        if (heading := _HEADING.match(line)) and len(heading[1]) < 3:
            fix = "write it as ###, or end the fold above it"
            yield block.finding(rule, "a section begins inside the fold", fix, number, line)


def _check_decision(block: Written, lines: Lines, ids: Ids) -> Iterator[Finding]:
    rule = "decision-form"
    options: list[tuple[int, str, bool]] = []
    has_reason: dict[int, bool] = {}
    after_blank = True
    for number, line in block.body:
        if item := re.match(r"[-*+]\s+", line):
            if options and has_reason[options[-1][0]] and not after_blank:
                fix = "put an empty line before it"
                yield block.finding(rule, "the option runs into the reason above it", fix, number, line)
            if option := OPTION.match(line, item.end()):
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


def _check_dialogue(block: Written, lines: Lines, ids: Ids) -> Iterator[Finding]:
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


def _check_rubric(block: Written, lines: Lines, ids: Ids) -> Iterator[Finding]:
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
            yield from _claim(block, row_id(cells[0]), number, ids, line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


_FORMS: dict[str, Callable[[Written, Lines, Ids], Iterator[Finding]]] = {
    "spoken": _check_spoken,
    "deeper": _check_deeper,
    "clarify": _check_clarify,
    "decision": _check_decision,
    "dialogue": _check_dialogue,
    "rubric": _check_rubric,
    "scenario": _check_scenario,
    "twist": _check_twist,
}
