"""A test has the same id each time: where two workers collect different ones, no test is run at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = [path for path in (ROOT / "tests").rglob("test_*.py") if "node_modules" not in path.parts]


def collected() -> list[str]:
    """The ids of all tests, collected in another process, whose hashes are its own."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "--collect-only", "tests"]
    env = {**os.environ, "PYTHONHASHSEED": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False)
    return [line for line in done.stdout.splitlines() if "::" in line and not line.startswith("ERROR")]


def own(item: pytest.Item) -> str:
    """A test's id without the group that xdist puts behind it in a worker."""
    groups = [str(mark.args[0]) for mark in item.iter_markers("xdist_group")]
    return item.nodeid.removesuffix(f"@{groups[0]}") if groups else item.nodeid


def by_file(ids: Iterable[str]) -> dict[str, list[str]]:
    """The ids of each file's tests, in their order."""
    found: dict[str, list[str]] = {}
    for one in ids:
        found.setdefault(one.partition("::")[0], []).append(one)
    return found


@pytest.mark.slow
def test_two_collections_have_the_same_ids_in_the_same_order(request: pytest.FixtureRequest) -> None:
    here = [own(item) for item in request.session.items]
    known = {*here}
    there = collected()  # later, too: some ids held the time

    assert {line.partition("::")[0] for line in there} == {str(path.relative_to(ROOT)) for path in TESTS}
    # here a part may have been asked for, as by -m slow, and files in another order
    assert by_file(one for one in there if one in known) == by_file(here)


def test_a_worker_gets_the_tests_of_a_file_together_and_files_with_slow_ones_first(
    request: pytest.FixtureRequest,
) -> None:
    items = request.session.items
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    first = [
        item.path in slow for item in items if "sandbox" not in getattr(item, "fixturenames", ())
    ]  # pytest sorts these by level

    assert {
        mark.args for item in items if item.path == Path(__file__) for mark in item.iter_markers("xdist_group")
    } == {("test_ids 0",)}
    assert first == sorted(first, reverse=True)
