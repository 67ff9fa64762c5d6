"""``llms.txt``, as llmstxt.org has it: what the book is and where each chapter stands, for who reads it with a machine."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from guide.press.carry.gather import gather

FILE = "llms.txt"


def write(site: Path, only: str = "") -> None:
    """Write it into ``site``."""
    carried = gather(site, 0, lambda chapter, id: chapter.address, lambda _, id: id, only)
    lines, above = [f"# {carried.title}", "", f"> {carried.description}"], None
    for chapter in carried.chapters:
        part = chapter.headings[:1] or ("Start",)
        if part != above:
            lines += ["", f"## {part[0]}", ""]
            above = part
        lines.append(f"- [{chapter.title}]({urljoin(carried.url, chapter.address)}): {chapter.description}")
    (site / FILE).write_text("\n".join([*lines, ""]), encoding="utf-8")
