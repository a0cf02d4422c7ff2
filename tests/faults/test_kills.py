"""Whichever process is killed, and whenever: the next run ends with every cell as if nothing had happened."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.slow
def test_ten_kills_change_nothing() -> None:
    command = [sys.executable, "-m", "tests.faults", "--kills", "10"]
    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("10 kills (2 main, 2 writer, 2 worker, 2 warm, 2 bwrap), 0 with something wrong\n")
