"""What the processes of one run share: a folder and its server, what one of them made, and what earlier runs proved."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.published import BASE
from tests.rules import ROOT

PROOFS = ROOT / ".cache" / "proofs"


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE))

    def log_message(self, *_: object) -> None:
        pass


def serve(config: pytest.Config) -> tuple[str, str]:
    """A new folder and the address at which it is served, until the run ends."""
    room = Path(tempfile.mkdtemp(prefix="book-"))
    (folder := room / "site").mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def close() -> None:
        server.shutdown()
        server.server_close()
        shutil.rmtree(room, ignore_errors=True)

    config.add_cleanup(close)
    return str(folder), f"http://127.0.0.1:{server.server_port}{BASE}"


def once(folder: Path, name: str, make: Callable[[], object]) -> object:
    """What ``make`` returned to the first process that asked; the others wait for it. It must survive JSON."""
    with (folder.parent / name).open("a+", encoding="utf-8") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        kept.seek(0)
        if not (text := kept.read()):
            text = json.dumps(make())
            kept.write(text)
        return json.loads(text)


@contextmanager
def growing(name: str) -> Iterator[set[str]]:
    """A set that keeps what any process of this run or an earlier one has put into the one of that name."""
    PROOFS.mkdir(parents=True, exist_ok=True)
    with (PROOFS / name).open("a+", encoding="utf-8") as kept:
        kept.seek(0)
        known = set(kept.read().split())
        yield (grown := set(known))
        # Whole lines at the end of a file: what another process appends meanwhile stays.
        fcntl.flock(kept, fcntl.LOCK_EX)
        kept.write("".join(f"{each}\n" for each in grown - known))


def digest(*things: str | bytes | Path) -> str:
    """One name for all of ``things``; a path stands for the file's bytes."""
    whole = hashlib.sha256()
    for thing in things:
        data = thing.read_bytes() if isinstance(thing, Path) else thing.encode() if isinstance(thing, str) else thing
        whole.update(hashlib.sha256(data).digest())
    return whole.hexdigest()


@cache
def code() -> str:
    """The digest of everything that a test's outcome depends on whatever it looks at: our code and the libraries."""
    ours = sorted(path for folder in ("guide", "tests") for path in (ROOT / folder).rglob("*.py"))
    return digest(sys.version, *ours, ROOT / "requirements.lock")
