"""A released cell may fail where the student has not filled in what it needs, or where its source says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.course.folders import student_files
from autograder.course.plan import read_plan
from autograder.release.build import build
from autograder.release.gate import breaks
from autograder.sandbox import open_sandbox
from tests.compat.cells import Cell, cell, notebook, save

GATE = "the release fails only where it is not filled in"
ANSWER = cell("rate = None\n### BEGIN SOLUTION\nrate = 0.5\n### END SOLUTION", "write-rate", solution=True)
BLOCK = cell(
    "total = 0\nfor n in range(3):\n### BEGIN SOLUTION\n    total += n\n### END SOLUTION",
    "write-total",
    solution=True,
)
TEST = cell("start = 4\nassert rate == 0.5", "check-rate", points=1, grade=True, locked=True)


def refused(root: Path, *cells: Cell) -> list[Any]:
    """What the gate says of a notebook of these cells: which gate, and where."""
    save(root / "source" / "ps" / "one.ipynb", notebook(*cells))
    source, fresh = root / "source" / "ps", root / "release"
    build(source, fresh)
    with open_sandbox(student_files(fresh)) as sandbox:
        return [f for one in read_plan(source).notebooks for f in breaks(one, fresh, sandbox)]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param((ANSWER, cell("print(10 * rate)")), id="a value not filled in"),
        pytest.param((ANSWER, cell("print(10 * rate)", "show", locked=True)), id="in a locked cell"),
        pytest.param((BLOCK,), id="a block whose body is the answer"),
        pytest.param((TEST, cell("print(start + 1)")), id="a name that a test binds"),
        pytest.param((ANSWER, cell("base = 10 * rate"), cell("print(base)")), id="what such a cell would have made"),
    ],
)
def test_a_cell_that_runs_once_the_answers_stand_may_fail_before(tmp_path: Path, cells: tuple[Cell, ...]) -> None:
    assert refused(tmp_path, *cells) == []


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(cell("print(10 * rate + missing)"), id="plain"),
        pytest.param(cell("open('no.txt')", "read", locked=True), id="locked"),
        pytest.param(cell("print(10 * rate) and"), id="no Python"),
    ],
)
def test_a_cell_that_fails_beside_the_answers_is_refused(tmp_path: Path, broken: Cell) -> None:
    (found,) = refused(tmp_path, ANSWER, TEST, broken)

    assert (found.gate, found.where) == (GATE, f"one: {broken.get('id', 'cell2')}")
    assert found.why.endswith("Meant so? Tag the cell raises-exception.")


def test_a_cell_may_say_that_it_raises(tmp_path: Path) -> None:
    """The tag is the source's, so that the tags which `release` gives for *Run All* excuse nothing."""
    shown = cell("[1, 2][2]")
    silent = refused(tmp_path / "silent", ANSWER, shown)
    shown["metadata"]["tags"] = ["raises-exception"]

    assert [f.gate for f in silent] == [GATE]
    assert refused(tmp_path / "told", ANSWER, shown) == []
