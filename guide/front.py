"""The front matter of a page, read as the builder reads it, with the line of each key."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from guide import limits

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_QUOTES = 'put quotation marks around a value that holds ": ", or begins with {, [, %, &, * or !'

DAY = "write a day of the calendar, as 2026-11-21"


@dataclass
class Front:
    """Keys and values, the line of each key, and what is wrong as ``(line, message, fix)``; lines are the page's."""

    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    mistakes: list[tuple[int, str, str]] = field(default_factory=list)


def end(lines: list[str]) -> int:
    """How many of a page's ``lines`` its front matter takes, the lines of --- included; 0 without one."""
    if lines[0].rstrip() != "---":
        return 0
    ends = (number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    return next(ends, 0)


def read(lines: list[str]) -> Front:
    """The front matter of a page of ``lines``. Whatever stands there, the answer is no error."""
    front, last = Front(), end(lines)
    if not last:
        begun = lines[0].rstrip() == "---"
        what = "the front matter is never closed" if begun else "the page does not begin with front matter"
        front.mistakes.append((1, what, "write title: and description: between two lines of ---"))
        return front
    if too_much := [*limits.front(lines[: last - 1])]:
        front.mistakes = [(line, what, "write less: a page is described in ten lines") for line, what in too_much[:1]]
        return front
    try:
        root = yaml.compose("\n".join(["", *lines[1 : last - 1]]), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        # What should have been closed, or is no key, is where it begins.
        begun = (error.context or "").startswith(("while parsing a flow", "while scanning a simple key"))
        mark = (error.context_mark if begun else error.problem_mark) or error.context_mark
        front.mistakes.append((mark.line + 1 if mark else 1, f"the front matter is not YAML: {error.problem}", _QUOTES))
        return front
    except yaml.YAMLError as error:
        front.mistakes.append((1, f"the front matter is not YAML: {str(error).splitlines()[0]}", _QUOTES))
        return front
    if not isinstance(root, yaml.MappingNode):
        front.mistakes.append((1, "the front matter is not a list of keys and values", "write title: and description:"))
        return front
    for key, value in root.value:
        _entry(front, key, value)
    return front


def _entry(front: Front, key: yaml.Node, value: yaml.Node) -> None:
    line = key.start_mark.line + 1
    if not isinstance(key, yaml.ScalarNode):
        front.mistakes.append((line, "a key of the front matter is no word", _QUOTES))
    elif key.value in front.lines:
        message = f"the key {key.value} stands in line {front.lines[key.value]} already"
        front.mistakes.append((line, message, "keep one of the two"))
    else:
        front.lines[key.value] = line
        try:
            front.values[key.value] = _value(value)
        except (yaml.YAMLError, ValueError) as error:
            what = getattr(error, "problem", None) or str(error)
            front.mistakes.append((line, f"{key.value}: {what}", _QUOTES if isinstance(error, yaml.YAMLError) else DAY))


def _value(node: yaml.Node) -> object:
    loader = _Loader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()
