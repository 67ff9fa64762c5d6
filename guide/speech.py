"""How long a text is when somebody says it, and how many numbers a listener has to hold."""

from __future__ import annotations

import re

# A computed value is heard as one number; citations, link targets, tags and attribute lists are not heard.
_VALUE = re.compile(r"\{\{.*?\}\}")
_SILENT = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|<[^>]+>|\{[^{}]*\}")
_WORD = re.compile(r"[^\W_][\w'’.,%-]*")
# "p99" and "3-D" are names; "1,000" and "$0.80" are numbers.
_NUMBER = re.compile(r"(?<![\w.,-])[$€£]?\d[\d.,]*(?!\w*-[A-Za-z])")


def words(text: str) -> int:
    """Words of Markdown as heard."""
    return len(_WORD.findall(_heard(text)))


def numbers(text: str) -> int:
    """Numbers of Markdown as heard: those in digits and the computed values."""
    return len(_NUMBER.findall(_heard(text)))


def _heard(text: str) -> str:
    return _SILENT.sub(" ", _VALUE.sub(" 1 ", text))
