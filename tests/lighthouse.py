"""``python -m tests.lighthouse [FOLDER]``: how fast a page of each kind is, on a phone and on a desk, as Lighthouse scores it.

The finished site in ``site/`` and, if another finished site's folder is named (the last release's, say), that one take
turns, page by page: a machine that is busy is as busy for both. It is no test: the same page scores differently on two
machines, and on one machine twice.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from guide.press.browser import executable
from tests.published import BASE
from tests.rules import ROOT

LIGHTHOUSE = "lighthouse@12.8.2"
ROUNDS = 5
KINDS = {
    "home": "",
    "chapter": "framework/evaluate/",
    "case study": "case-studies/payment-fraud/",
    "practice": "case-studies/payment-fraud/practice/",
    "reference": "reference/symptoms/",
}
DEVICES = {"phone": [], "desk": ["--preset=desktop"]}
# What is shown of each run: a name, where Lighthouse says it, and by what it is multiplied.
SHOWN = (
    ("LCP s", "largest-contentful-paint", 1e-3),
    ("TBT ms", "total-blocking-time", 1),
    ("CLS", "cumulative-layout-shift", 1),
    ("KB", "total-byte-weight", 1e-3),
)
COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml")


class _Handler(SimpleHTTPRequestHandler):
    """Answers as the published site's host does: text compressed, everything to be kept for ten minutes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path("/" + self.path.partition("?")[0].removeprefix(BASE)))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = _packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes()) if path.suffix in COMPRESSED else path.read_bytes()


def _serve(folder: Path) -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{BASE}"


def _measure(address: str, device: str, chrome: str) -> list[float]:
    """The score of 100, then what is :data:`SHOWN`."""
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", "--only-categories=performance"]
    flags = "--chrome-flags=--headless=new --no-sandbox"
    told = subprocess.run(
        [*command, flags, *DEVICES[device]],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"CHROME_PATH": chrome},
    )
    if told.returncode:
        raise SystemExit(f"Lighthouse could not measure {address}: {told.stderr.strip().splitlines()[-1:]}")
    report = json.loads(told.stdout)
    numbers = (report["audits"][audit]["numericValue"] * by for _, audit, by in SHOWN)
    return [report["categories"]["performance"]["score"] * 100, *numbers]


def main(*others: str) -> None:
    folders = [ROOT / "site", *map(Path, others)]
    if missing := [folder for folder in folders if not (folder / "index.html").is_file()]:
        raise SystemExit(f"{missing[0]} holds no finished site: make one with `make site`")
    with sync_playwright() as playwright:
        chrome = executable(playwright)
    addresses = {folder.name if len(folders) > 1 else "": _serve(folder) for folder in folders}
    print(f"{'':32}{'score':>8}" + "".join(f"{name:>9}" for name, *_ in SHOWN), flush=True)
    for kind, path in KINDS.items():
        for device in DEVICES:
            runs: dict[str, list[list[float]]] = {name: [] for name in addresses}
            for _ in range(ROUNDS):
                for name, address in addresses.items():
                    runs[name].append(_measure(address + path, device, chrome))
            for name, found in runs.items():
                score, *rest = map(median, zip(*found, strict=True))
                print(
                    f"{kind + ', ' + device:20}{name:12}{score:8.0f}" + "".join(f"{number:9.2f}" for number in rest),
                    flush=True,
                )


if __name__ == "__main__":
    main(*sys.argv[1:])
