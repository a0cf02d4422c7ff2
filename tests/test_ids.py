"""A test has the same id each time: where two workers collect different ones, no test is run at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = [path for path in (ROOT / "tests").rglob("test_*.py") if "node_modules" not in path.parts]


def collected(seed: str) -> list[str]:
    """The ids of all tests, collected in a process whose hashes are its own."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "--collect-only", "tests"]
    env = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False)
    return [line for line in done.stdout.splitlines() if "::" in line and not line.startswith("ERROR")]


@pytest.mark.slow
def test_two_collections_have_the_same_ids_in_the_same_order() -> None:
    first, second = collected("1"), collected("2")  # seconds apart, too: some ids held the time

    assert {line.partition("::")[0] for line in first} == {str(path.relative_to(ROOT)) for path in TESTS}
    assert first == second
