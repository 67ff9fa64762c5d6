"""What is installed is what pyproject.toml asks for: a change there that the lock does not know would prove nothing."""

import shutil
import subprocess

import pytest

from tests.rules import ROOT


def test_the_lock_holds_what_pyproject_asks_for(tmp_path):
    lock = tmp_path / "requirements.lock"
    shutil.copy(ROOT / "requirements.lock", lock)
    # As it is installed: this is no moment to install it anew.
    command = ["make", "--old-file=.venv/installed", "lock", "UPGRADE=", f"LOCK={lock}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "error sending request" in done.stderr or "Could not connect" in done.stderr:
        pytest.skip("there is no package index within reach")
    assert done.returncode == 0, done.stderr
    assert lock.read_text("utf-8") == (ROOT / "requirements.lock").read_text("utf-8"), (
        "run `make lock UPGRADE=` and commit it"
    )
