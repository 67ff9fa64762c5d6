"""``python -m guide.serve``: the book while it is written. A page is made when somebody looks at it.

MkDocs' own server makes the whole book anew for each save. Here a save makes nothing: it tells the open pages to ask
again, and asking makes the one page, of all sources as they then are. So how long a writer waits does not grow with the
book, and no page is older than anything it depends on.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import logging
import mimetypes
import os
import shlex
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jinja2

# MkDocs has no public way to make one page. It gets no more releases, so what is private now will not move.
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from guide.files import links

SOURCES = ("mkdocs.yml", "docs", "overrides", "guide")
INDEX = "search/search_index.json"
# Where an open page asks whether it is old, for so many seconds at most; the sources are looked at in between.
CHANGES, PATIENCE, PAUSE = "/changes", 50, 0.25

# Once a window: instant navigation would run it on each page.
_WATCH = """<script>
  window.watching ??= (async (since) => {
    for (;;) {
      if (document.hidden) await new Promise((seen) => addEventListener("visibilitychange", seen, {once: true}));
      try {
        if (await (await fetch("CHANGES?" + since)).text() !== since) return location.reload();
      } catch {
        await new Promise((later) => setTimeout(later, 1000));
      }
    }
  })("SINCE");
</script>"""
_FAILED = "<!doctype html><title>Not made</title><body><h1>This page could not be made</h1><pre>{}</pre></body>"


@dataclass(frozen=True)
class Book:
    """What MkDocs knows of the book before any page is made: files, table of contents, front matter."""

    config: MkDocsConfig
    env: jinja2.Environment
    files: Files
    nav: Navigation

    @classmethod
    def read(cls, config: MkDocsConfig) -> Book:
        config.plugins.on_pre_build(config=config)
        env, files = config.theme.get_env(), get_files(config)
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        book = cls(config, config.plugins.on_env(env, config=config, files=files), files, nav)
        for file in book.pages:
            (file.page or Page(None, file, config)).read_source(config)
        return book

    @cached_property
    def pages(self) -> list[File]:
        return list(self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve))

    @cached_property
    def by_address(self) -> dict[str, File]:
        return {file.dest_uri: file for file in self.files if not file.inclusion.is_excluded()}

    def make(self, file: File) -> str:
        _populate_page(file.page, self.config, self.files)
        _build_page(file.page, self.config, self.pages, self.nav, self.env)
        return Path(file.abs_dest_path).read_text("utf-8")

    def missing(self) -> str:
        _build_theme_template("404.html", self.env, self.files, self.config, self.nav)
        return Path(self.config.site_dir, "404.html").read_text("utf-8")


class Desk:
    """The sources below ``root``, and what is made of them for whoever opens ``address``, by way of the folder ``out``."""

    def __init__(self, root: Path, address: str, out: Path):
        self.root, self.address, self.out = root, address, out
        # Another one whenever a source is.
        self.version = ""
        self._states: dict[str, tuple[int, int]] = {}
        self._changed: set[str] = set()
        self._config: MkDocsConfig | None = None
        self._book: Book | None = None
        self._made: dict[str, bytes] = {}
        self._entries: dict[str, tuple[str, list]] = {}
        # Markdown's machinery makes one page at a time.
        self._lock = threading.Lock()
        self.changes()

    def now(self) -> str:
        """The version of the sources as they are now."""
        with self._lock:
            self._look()
            return self.version

    def changes(self) -> set[str]:
        """The sources that have changed since somebody last asked."""
        with self._lock:
            self._look()
            changed, self._changed = self._changed, set()
            return changed

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and content of what stands at ``path``, made of the sources as they are now."""
        try:
            if path == f"/{INDEX}":
                return 200, "application/json", self._index()
            with self._lock:
                self._look()
                return self._answer(unquote(path).lstrip("/"))
        except (MkDocsException, jinja2.TemplateError) as error:
            return 500, "text/html", self._watched(_FAILED.format(html.escape(str(error))))
        except Exception:
            # Nothing that stands in a page ends here: it is a fault of ours.
            traceback.print_exc()
            return 500, "text/html", self._watched(_FAILED.format(html.escape(traceback.format_exc())))

    def _look(self) -> None:
        states = dict(_states(self.root))
        if states == self._states:
            return
        changed = {path for path in states.keys() | self._states.keys() if states.get(path) != self._states.get(path)}
        self._states, self._changed = states, self._changed | changed
        self.version = str(time.time_ns())
        self._made.clear()
        self._book = None
        if any(path == "mkdocs.yml" or path.startswith("overrides/") for path in changed):
            self._config = None

    def _read(self) -> Book:
        if not self._config:
            config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.out), site_url=self.address)
            config.plugins.on_startup(command="serve", dirty=False)
            self._config = config.plugins.on_config(config)
        # The builder follows links, in circles too.
        if not self._book and (found := links(self.root)):
            raise MkDocsException("\n\n".join(map(str, found)))
        self._book = self._book or Book.read(self._config)
        return self._book

    def _answer(self, name: str) -> tuple[int, str, bytes]:
        book = self._read()
        file = book.by_address.get(f"{name}index.html" if name.endswith("/") or not name else name)
        if not file and f"{name}/index.html" in book.by_address:
            return 301, f"/{name}/", b""
        if not file:
            return 404, "text/html", self._watched(book.missing())
        if not file.is_documentation_page():
            return 200, mimetypes.guess_type(name)[0] or "application/octet-stream", file.content_bytes
        if file.src_uri not in self._made:
            started = time.monotonic()
            self._made[file.src_uri] = self._watched(book.make(file))
            say(f"made {file.src_uri} in {time.monotonic() - started:.1f} s")
        return 200, "text/html", self._made[file.src_uri]

    def _index(self) -> bytes:
        """What is searched in: of a page that has not changed itself, as it was when last read for this."""
        with self._lock:
            self._look()
            pages = self._read().pages
        # One at a time: whoever opens a page meanwhile is not to wait for all of them.
        found = [entry for file in pages for entry in self._entries_of(file)]
        with self._lock:
            search = _search(self._read().config)
            search.search_index.entries = found
            search.on_post_build(config=self._config)
            return (self.out / INDEX).read_bytes()

    def _entries_of(self, file: File) -> list:
        with self._lock:
            state = hashlib.sha256(file.content_bytes).hexdigest()
            if self._entries.get(file.src_uri, ("", []))[0] != state:
                book = self._read()
                file = book.files.get_file_from_path(file.src_uri)
                _populate_page(file.page, book.config, book.files)
                search = _search(book.config)
                search.search_index.entries = []
                search.search_index.add_entry_from_context(file.page)
                self._entries[file.src_uri] = state, search.search_index.entries
            return self._entries[file.src_uri][1]

    def _watched(self, page: str) -> bytes:
        return page.replace(
            "</body>", _WATCH.replace("CHANGES", CHANGES).replace("SINCE", self.version) + "</body>"
        ).encode()


def _search(config: MkDocsConfig):
    return next(plugin for name, plugin in config.plugins.items() if name.endswith("search"))


def _states(root: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each source's path, with what changes whenever it does."""
    for name in SOURCES:
        below = (Path(folder, file) for folder, _, files in os.walk(root / name) for file in files)
        for path in [root / name] if (root / name).is_file() else below:
            # What an editor keeps beside a file comes and goes.
            if not path.name.startswith(".") and not path.name.endswith(("~", ".pyc")):
                with suppress(FileNotFoundError):
                    state = path.stat()
                    yield path.relative_to(root).as_posix(), (state.st_mtime_ns, state.st_size)


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, desk: Desk, *arguments):
        self.desk = desk
        super().__init__(*arguments)

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == CHANGES:
            until = time.monotonic() + PATIENCE
            while self.desk.now() == asked.query and time.monotonic() < until:
                time.sleep(PAUSE)
            status, kind, content = 200, "text/plain", self.desk.version.encode()
        else:
            status, kind, content = self.desk.answer(asked.path)
        self.send_response(status)
        self.send_header("Content-Type" if content else "Location", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Shows what is on the desk, on this machine only."""

    daemon_threads = True

    def __init__(self, port: int, root: Path, out: Path):
        self.desk = Desk(root, f"http://127.0.0.1:{port}/", out)
        super().__init__(("127.0.0.1", port), partial(_Handler, self.desk))

    def handle_error(self, request, client_address) -> None:
        # A reader who has left the page before it came is no error.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m guide.serve", description="Show the book while it is written.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--check", default="", metavar="COMMAND", help="run after each save, with the path of what was saved"
    )
    given = parser.parse_args()
    # Material advertises its successor; what is wrong with a page is for the check to tell, with its line.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    root = Path.cwd()
    try:
        server = Server(given.port, root, root / ".cache/serve")
    except OSError:
        sys.exit(f"Port {given.port} is taken: end what uses it, or say make serve PORT={given.port + 1}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"the book is at {server.desk.address} until you press Ctrl-C")
    try:
        _watch(server.desk, shlex.split(given.check))
    except KeyboardInterrupt:
        print()


def _watch(desk: Desk, check: list[str]) -> None:
    checking: subprocess.Popen | None = None
    while True:
        time.sleep(PAUSE)
        changed = sorted(desk.changes())
        if any(path.endswith(".py") for path in changed):
            say("beginning anew, with the machinery as it is now")
            os.execv(sys.executable, [sys.executable, "-m", "guide.serve", *sys.argv[1:]])
        if changed:
            say(f"saved {', '.join(changed[:3])}{' …' if len(changed) > 3 else ''}")
            if checking:
                checking.terminate()
            if check:
                checking = subprocess.Popen([*check, *(changed if len(changed) == 1 else [])])


if __name__ == "__main__":
    main()
