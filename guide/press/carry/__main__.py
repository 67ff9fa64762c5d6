"""``python -m guide.press.carry``: make of the finished site what one carries, into ``site/downloads/``."""

from __future__ import annotations

from pathlib import Path

from guide.press.carry import carry

if __name__ == "__main__":
    carry(Path("site"))
