"""The YAML of a fence, read with the line of each key; whatever does not fit becomes a finding on its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from contextlib import suppress

import yaml
from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode, YAMLError

from guide.finding import Finding

# A mapping's keys, each with its line and its value.
Entries = dict[str, tuple[int, Node]]

# libyaml reads ten times as fast, but ends the process on what is nested some twenty thousand deep.
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FAST_TO = 10_000
_COUNTS = ("no", "one", "two", "three", "four")


def nearest(word: str, known: Iterable[str]) -> str:
    """What of ``known`` a misspelled ``word`` most likely means; empty if it is none of them."""
    close = difflib.get_close_matches(word, list(known), 1, 0.6)
    return close[0] if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A fix that offers the nearest of ``known``, or nothing."""
    return f"did you mean {near}?" if (near := nearest(word, known)) else ""


def _compose(text: str) -> Node | None:
    """The YAML's nodes, nothing constructed from them: a number stays as it was typed.

    Raises:
        YAMLError: in the words of PyYAML's own reader, with or without libyaml.
        RecursionError: it is nested too deeply.
    """
    if len(text) <= _FAST_TO:
        with suppress(YAMLError):
            return yaml.compose(text, Loader=_FAST)
    return yaml.compose(text, Loader=yaml.SafeLoader)


class Written:
    """The text of one fence, as a mapping of its keys.

    Attributes:
        rule: of the findings about its form.
        whole: what the fence should hold, told to whoever left it empty.
        findings: with lines counted from the first of the text.
    """

    rule = "estimate-syntax"
    whole = "name, title, assume, compute and therefore"

    def __init__(self, text: str):
        self.text = text
        self.lines = text.splitlines()
        self.findings: list[Finding] = []
        self.entries: Entries = {}

    def line_of(self, key: str) -> int:
        """The line of one of the block's own keys."""
        return self.entries[key][0] if key in self.entries else 1

    def report(self, rule: str, line: int, message: str, fix: str) -> None:
        line = min(max(line, 1), max(len(self.lines), 1))
        self.findings.append(Finding("", line, rule, message, self.lines[line - 1] if self.lines else "", fix))

    def bad_form(self, line: int, message: str, fix: str) -> None:
        self.report(self.rule, line, message, fix)

    def compose(self) -> Node | None:
        try:
            root = _compose(self.text)
        except MarkedYAMLError as error:
            self._not_yaml(error)
        except YAMLError:
            self.bad_form(1, "not YAML: a character that no text holds", "remove control characters")
        except RecursionError:
            self.bad_form(1, "not YAML: nested too deeply", "keep to the form of the other blocks")
        else:
            if root is None:
                self.bad_form(1, "the block is empty", f"add {self.whole}")
            return root
        return None

    def _not_yaml(self, error: MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or error.context or "this is not YAML"
        shown = self.lines[min(line, len(self.lines)) - 1] if self.lines else ""
        if "\t" in shown:
            fix = "indent with spaces, not with tabs"
        elif shown.startswith("therefore: {"):
            fix = "write “therefore: >-” and the text, indented, on the lines below"
        elif "expected <block end>" in problem:
            fix = "give all keys of one level the same indentation"
        else:
            fix = "put quotes around a text that holds “: ”, “[”, “{” or a comma"
        self.bad_form(line, f"not YAML: {problem}", fix)

    def mapping(self, line: int, node: Node, what: str, allowed: tuple[str, ...] = ()) -> Entries | None:
        """The entries of ``node``, which stands on ``line``; any key will do unless some are ``allowed``."""
        if not isinstance(node, MappingNode):
            fix = (
                f"write it with the keys {', '.join(allowed)}" if allowed else "write one quantity a line, “label: {…}”"
            )
            self.bad_form(line, f"{what} is not made of “key: value”", fix)
            return None
        entries: Entries = {}
        meant: Entries = {}
        for key_node, value in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value.strip() if isinstance(key_node, ScalarNode) else ""
            if not key or (allowed and key not in allowed):
                # {why: the evening, over the mean} ends the text at the comma.
                cut = node.flow_style and isinstance(value, ScalarNode) and not value.value
                near = "" if cut else nearest(key, allowed)
                fix = near and f"did you mean {near}?"
                if cut and re.fullmatch(r"[\d.e]+", key):
                    fix = "write the number without a comma: 1.5 for one and a half, 1500 for a thousand and a half"
                elif cut:
                    fix = "put quotes around a text that holds a comma"
                self.bad_form(line, f"{what} takes no key “{key}”", fix or f"use {', '.join(allowed) or 'a label'}")
                if near:
                    meant[near] = line, value
            elif key in entries:
                self.bad_form(line, f"{what} has “{key}” twice", "remove one of them, or give it another label")
            else:
                entries[key] = line, value
        # Read as it was meant, a misspelled key has no consequences to be told.
        return meant | entries

    def scalar(self, line: int, node: Node, what: str) -> str:
        if not isinstance(node, ScalarNode):
            below = "write “therefore: >-” and the text on the lines below"
            self.bad_form(line, f"{what} is not a text", below if what == "therefore" else "put quotes around it")
            return ""
        text = node.value.strip()
        if not text:
            self.bad_form(line, f"{what} is empty", "write it, or remove the key")
        return text

    def texts(self, line: int, node: Node, what: str, least: int, most: int, fix: str) -> list[str]:
        """The texts of a list."""
        items = node.value if isinstance(node, SequenceNode) else []
        texts = [item.value.strip() for item in items if isinstance(item, ScalarNode)]
        if not least <= len(texts) <= most or len(texts) != len(items):
            many = f"{_COUNTS[least]} to {_COUNTS[most]}" if least < most else _COUNTS[least]
            self.bad_form(line, f"{what} is not a list of {many} labels", fix)
        return texts
