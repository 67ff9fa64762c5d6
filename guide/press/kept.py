"""What a Chromium has drawn, kept under ``.cache/`` until its source changes, or anything that draws it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cached_property
from pathlib import Path

from guide.press.browser import version

ROOT = Path(__file__).parents[2]


class Kept:
    """Drawings of one kind, by their sources: ``source in kept``, ``kept[source]``, ``kept[source] = drawing``."""

    def __init__(self, kind: str, folder: Path, *ingredients: str):
        """
        Args:
            kind: names the folder under ``.cache/``.
            folder: where the ingredients are.
            ingredients: patterns of the files of which one, or its Chromium, makes every drawing old when it changes.
        """
        self.place = ROOT / ".cache" / kind
        self._folder = folder
        self._ingredients = ingredients

    @cached_property
    def _recipe(self) -> bytes:
        digest = hashlib.sha256(version().encode())
        for pattern in self._ingredients:
            for path in sorted(self._folder.glob(pattern)):
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.digest()

    def _path(self, source: str) -> Path:
        return self.place / hashlib.sha256(self._recipe + source.encode()).hexdigest()

    def __contains__(self, source: str) -> bool:
        return self._path(source).is_file()

    def __getitem__(self, source: str) -> str:
        return self._path(source).read_text(encoding="utf-8")

    def __setitem__(self, source: str, drawing: str) -> None:
        self.place.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: another process may be reading.
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.place, delete=False) as file:
            file.write(drawing)
        os.replace(file.name, self._path(source))
