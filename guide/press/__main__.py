"""``python -m guide.press``: build the book strictly and finish it, into ``site/``."""

from __future__ import annotations

import sys
from pathlib import Path

from guide.press import finish
from guide.press.build import build


def main() -> int:
    site = Path("site")
    if not build(site):
        return 1
    findings = finish(site)
    for finding in sorted(findings):
        print(finding, file=sys.stderr)
    if not findings:
        print(f"The site is ready in {site}/")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
