"""``python -m guide.new_case parcel-routing``: start a case study from the template and put it into the nav.

Either all of it happens or nothing does; mkdocs.yml is edited as text, so that its comments stay.
"""

from __future__ import annotations

import datetime
import re
import shutil
import sys
from pathlib import Path

from guide.finding import Finding

RULE = "new-case"
TEMPLATE = "case-studies/_template"
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def start(name: str, root: Path, today: datetime.date) -> Finding | None:
    """Make ``docs/case-studies/<name>/`` under ``root`` and its lines in mkdocs.yml.

    Returns:
        why nothing was made, or ``None``.
    """
    folder, config = root / "docs/case-studies" / name, root / "mkdocs.yml"
    if not _SLUG.fullmatch(name):
        what = f"“{name}” does not make an address" if name else "the case study has no name"
        return Finding(
            "Makefile",
            1,
            RULE,
            what,
            "",
            "make new-case NAME=parcel-routing: lowercase ASCII letters, digits and hyphens",
        )
    if folder.exists():
        path = folder.relative_to(root).as_posix()
        return Finding(
            path,
            1,
            RULE,
            f"there is a {path} already; nothing was changed",
            "",
            "choose another name, or edit that one",
        )
    title = name.replace("-", " ").capitalize()
    text = config.read_bytes().decode()
    entered = _entered(text, name, title)
    if entered is None:
        return Finding(
            "mkdocs.yml", 1, RULE, "nav has no “Case studies:”; nothing was changed", "", "add “- Case studies:” to nav"
        )
    made = folder.with_name(f".{name}")
    # What an interrupted start has left.
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(root / "docs" / TEMPLATE, made)
    for page in made.glob("*.md"):
        page.write_text(_own(page.read_text("utf-8"), name, title, today), "utf-8", newline="\n")
    made.rename(folder)
    config.write_bytes(entered.encode())
    return None


def _own(text: str, name: str, title: str, today: datetime.date) -> str:
    """A page of the template, with the case study's own name and date."""
    text = text.replace("Name of the problem", title).replace(
        "Practice for the problem", f"Practice for {title.lower()}"
    )
    text = re.sub(r"^reviewed: .*$", f"reviewed: {today}", text, flags=re.MULTILINE)
    return text.replace(TEMPLATE, f"case-studies/{name}")


def _entered(config: str, name: str, title: str) -> str | None:
    """mkdocs.yml with the two pages at the end of its case studies; ``None`` if it has none."""
    match = re.search(
        r"^(?P<indent> *)- [\"']?Case studies[\"']?: *\r?\n(?P<below>(?:(?P=indent) +.*\r?\n| *\r?\n| *#.*\r?\n)*)",
        config,
        re.MULTILINE,
    )
    if not match:
        return None
    first = re.match(r" *", match["below"])[0] or f"{match['indent']}    "
    end = "\r\n" if "\r\n" in config else "\n"
    lines = [f"{first}- {title}:", *(f"{first}    - case-studies/{name}/{page}.md" for page in ("index", "practice"))]
    # The empty lines below belong to what follows.
    at = match.start("below") + len(match["below"].rstrip(" \r\n"))
    if not match["below"].strip():
        return config[:at] + "".join(line + end for line in lines) + config[at:]
    return config[:at] + "".join(end + line for line in lines) + config[at:]


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if wrong := start(name, Path.cwd(), datetime.date.today()):
        print(f"[{wrong.rule}] {wrong.message}. Fix: {wrong.fix}", file=sys.stderr)
        return 1
    print(f"docs/case-studies/{name}/ is there and in mkdocs.yml. Now: make serve, and write index.md first.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
