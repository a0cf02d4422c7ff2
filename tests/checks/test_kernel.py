"""What a student's kernel shows beside the answer of a check: one sentence each, and no traceback of ours."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.week import RELEASE

#: runs cells as ipykernel does, each in the history, and prints what each showed
PROGRAM = """
import contextlib, io, json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(colors="NoColor", history_length=0)
shell.history_manager.enabled = False
shown = []
for cell in json.loads(sys.stdin.read()):
    seen = io.StringIO()
    with contextlib.redirect_stdout(seen), contextlib.redirect_stderr(seen):
        shell.run_cell(cell, store_history=True)
    shown.append(seen.getvalue())
print(json.dumps(shown))
"""
SETUP = "import numpy as np\nimport checks\ncheck = checks.for_notebook('2_broadcasting')"
RIGHT = "def percentages(table):\n    return 100 * table / table.sum(axis=0)"
WRONG = "def percentages(table):\n    return 100 * table / table.sum(axis=1, keepdims=True)"
STUB = "def percentages(table):\n    raise NotImplementedError('write')"
CHECK = "check('percentages', percentages)"


def kernel(*cells: str) -> list[str]:
    """What each cell shows in one fresh kernel, in the release's folder."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(RELEASE)!r}){PROGRAM}"],
        input=json.dumps(cells),
        cwd=RELEASE,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    shown: list[str] = json.loads(done.stdout.splitlines()[-1])
    return shown


def test_an_unwritten_function_is_one_sentence_in_later_cells() -> None:
    *_, later = kernel(SETUP, STUB, "percentages(np.ones((2, 2)))")

    assert later.strip() == (
        "percentages is not written yet: write it, run its cell and its check, then run this cell again."
    )


def test_a_function_that_was_not_run_is_one_sentence_and_another_name_keeps_its_traceback() -> None:
    _, known, other = kernel(SETUP, CHECK, "print(tabel)")

    assert known.strip() == (
        "percentages is not defined in this kernel: run the cell that defines it, then run this cell again."
    )
    assert "Traceback" in other
    assert "name 'tabel' is not defined" in other


def test_what_a_stopped_cell_would_have_made_is_one_sentence_in_later_cells() -> None:
    *_, first, second, other = kernel(SETUP, STUB, "S = percentages(np.ones((2, 2)))", "T = S + 1", "T", "U")

    assert first.strip() == (
        "S is not there, because a cell above stopped before making it: run that one again, then this."
    )
    assert second.startswith("T is not there")
    assert "Traceback" in other


def test_an_error_of_the_students_own_keeps_its_traceback() -> None:
    *_, own = kernel(SETUP, "def mine():\n    raise NotImplementedError('later')\nmine()")

    assert "Traceback" in own


def test_behind_a_syntax_error_the_older_function_is_not_passed() -> None:
    _, _, before, _, after, _, again = kernel(SETUP, RIGHT, CHECK, RIGHT + "\n    return (", CHECK, RIGHT, CHECK)

    assert "PASS" in before
    assert "FAIL" in after
    assert "stopped at a syntax error" in " ".join(after.split())
    assert "3 | return (" in after
    assert "PASS" in again


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("check('percentage', np.sum)", "Did you mean 'percentages'?"),
        ("checks.for_notebook('2_broadcast')", "There are: 1_vectorization, 2_broadcasting"),
        ("checks.tried('softmax')", "must be a function that was checked in this kernel: none so far. Run its check."),
    ],
)
def test_a_wrong_name_is_one_sentence(cell: str, sentence: str) -> None:
    _, shown = kernel(SETUP, cell)

    assert sentence in shown
    assert "Traceback" not in shown


def test_the_arguments_that_were_tried_are_handed_over_as_copies() -> None:
    cells = (
        "table = checks.tried('percentages'); table[:] = 0",
        "print(checks.tried('percentages').sum(axis=0).min() > 0)",
    )

    *_, wrong, _, fresh = kernel(SETUP, WRONG, CHECK, *cells)

    assert 'look(checks.tried("percentages"))' in wrong
    assert fresh.strip() == "True"
