"""When the book was as it is: the moment of the commit, so that whoever makes an edition again makes the same one."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def moment() -> datetime:
    """The time of the commit that is checked out, or what ``SOURCE_DATE_EPOCH`` says.

    Raises:
        SystemExit: neither is there; one line says what to do.
    """
    stated = _stated()
    if not stated.isdigit():
        raise SystemExit("An edition has the date of its commit: work in a git clone, or set SOURCE_DATE_EPOCH.")
    return datetime.fromtimestamp(int(stated), UTC)


def day() -> str:
    """The edition's name, as 2026-11-28."""
    return moment().date().isoformat()


def is_known() -> bool:
    """Whether :func:`moment` has an answer."""
    return _stated().isdigit()


def _stated() -> str:
    if stated := os.environ.get("SOURCE_DATE_EPOCH"):
        return stated
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
