"""`check` in the student's kernel, from the released files alone: no other package of ours, and nbgrader's scores."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RELEASE = Path(__file__).parents[2] / "release" / "logistic_regression"


def student(code, **environment):
    """Run code as a student's kernel would: in the release's folder, isolated from the repository."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "NBGRADER"))}
    program = f"import sys; sys.path.insert(0, {str(RELEASE)!r})\n{code}"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=RELEASE,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


SETUP = "import numpy as np, checks\ncheck = checks.for_notebook('2_broadcasting')\n"
RIGHT = SETUP + "def percentages(t):\n    return 100 * t / t.sum(axis=0)\n"
WRONG = SETUP + "def percentages(t):\n    return 100 * t / t.sum(axis=1, keepdims=True)\n"
STUB = SETUP + "def percentages(t):\n    raise NotImplementedError('write')\n"
TRY = """
try:
    print('score', check('percentages', percentages))
except checks.CheckFailedError as failed:
    print('raised', failed)
"""


def test_it_stands_alone() -> None:
    done = student(RIGHT + TRY + "print(sorted(m for m in sys.modules if m.startswith('autograder')))")

    assert done.stderr == ""
    assert "PASS" in done.stdout
    assert "score None" in done.stdout
    assert done.stdout.rstrip().endswith("[]")


def test_a_wrong_answer_raises_after_the_message() -> None:
    done = student(WRONG + TRY)

    assert done.stderr == ""
    assert 'percentages   FAIL at "value"' in done.stdout
    assert "raised percentages   FAIL" in done.stdout
    assert "lesson 08" in done.stdout


@pytest.mark.parametrize(("code", "score"), [(RIGHT, "None"), (STUB, "0.0")])
def test_nbgrader_reads_the_points(code, score) -> None:
    done = student(code + TRY, NBGRADER_EXECUTION="autograde")

    assert f"score {score}" in done.stdout


def test_nbgrader_reads_partial_points_as_a_number() -> None:
    done = student(WRONG + TRY, NBGRADER_EXECUTION="autograde")

    points = float(done.stdout.split("score ")[1].split()[0])
    assert 0 <= points < 3


def test_a_missing_file_gives_one_clear_sentence(tmp_path) -> None:
    code = SETUP + "from checks import store\ntry:\n    store.read(__import__('pathlib').Path('gone.h5'), 'a', 'b')\n"
    done = student(code + "except store.SpecsError as e:\n    print(e)")

    assert done.stdout.strip() == (
        "gone.h5 must lie beside the notebooks, and is not there. Fetch the assignment again."
    )
