"""Every notebook runs from top to bottom in a real kernel: the instructor's with all checks passed, the released one
failing only where it is not filled in, the lessons without a word on stderr. After the last cell, the answers to its
predictions and the numbers in its prose are those that it has computed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from tests.notebooks.kernel import QUIET, executed
from tests.week import exercises

ROOT = Path(__file__).parents[2]
SOURCE = sorted((ROOT / "source").glob("*/*.ipynb"))
RELEASE = sorted((ROOT / "release").glob("*/*.ipynb"))
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))

pytestmark = [pytest.mark.slow, QUIET]


def name(path):
    return f"{path.parent.name}/{path.stem}"


def outputs(notebook, kind):
    return [(c.id, o) for c in notebook.cells if c.cell_type == "code" for o in c.outputs if o.output_type == kind]


def stderr(notebook):
    return [(id, o.text) for id, o in outputs(notebook, "stream") if o.name == "stderr"]


def test_the_kernel_is_this_python() -> None:
    assert KernelSpecManager().get_kernel_spec("python3").argv[0] in (sys.executable, "python")


@pytest.mark.parametrize("path", SOURCE, ids=name)
def test_the_instructors_notebook_passes_its_own_checks(path, tmp_path) -> None:
    notebook = executed(path, tmp_path)

    assert stderr(notebook) == []
    shown = {id: o.data["text/plain"] for id, o in outputs(notebook, "display_data") if "text/plain" in o.data}
    for exercise in exercises(path.stem):
        assert f"{exercise.name}   PASS" in shown[exercise.name]


@pytest.mark.parametrize("path", RELEASE, ids=name)
def test_the_released_notebook_fails_only_where_it_is_not_filled_in(path, tmp_path) -> None:
    notebook = executed(path, tmp_path, allow_errors=True)
    errors = outputs(notebook, "error")
    written = {f"write-{e.name}" for e in exercises(path.stem)}

    assert stderr(notebook) == []
    assert {id for id, o in errors if o.ename == "CheckFailedError"} == {e.name for e in exercises(path.stem)}
    assert not written & {id for id, _ in errors}
    # below an unwritten function, cells miss what it should have made
    assert {o.ename for _, o in errors} <= {"CheckFailedError", "NotImplementedError", "NameError"}


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_a_lesson_runs_without_an_error_or_a_word_on_stderr(path, executed_lesson) -> None:
    notebook = executed_lesson(path.stem)

    assert stderr(notebook) == []
    assert outputs(notebook, "error") == []
