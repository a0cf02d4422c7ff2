"""Every notebook runs from top to bottom in a real kernel: the instructor's with all checks passed, the released one
failing only where it is not filled in, the lessons without a word on stderr. After the last cell, the answers to its
predictions and the numbers in its prose are those that it has computed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.output_widget import OutputWidget

from tests.prose_numbers import to_prove
from tests.week import exercises

ROOT = Path(__file__).parents[2]
SOURCE = sorted((ROOT / "source").glob("*/*.ipynb"))
RELEASE = sorted((ROOT / "release").glob("*/*.ipynb"))
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))

#: what runs after the last cell: the right answer to each prediction is what the notebook's own names give
PROOF = """
def _prove():
    (known,) = (one.known for one in globals().values() if type(one).__name__ == "Predictions")
    for question, one in known.items():
        value = eval(one.check, globals()) if one.check else one.right.answers[0]
        assert one.right.is_met_by(value), f"{question}: {value}"

_prove()
"""
#: and this: what the prose says is what the names give
SAID = """
def _said(prose, words, expression):
    value = eval(expression, globals())
    right = words.format(*value) if np.ndim(value) else words.format(value)
    assert right in prose and ("{{" in words or value), f"{{words}}: {{expression}} is {{value}}"

for _one in {}:
    _said(*_one)
"""

pytestmark = [
    pytest.mark.slow,
    # from ipykernel's and jupyter_client's own insides; a notebook's warnings are looked for in its outputs
    pytest.mark.filterwarnings("ignore:::zmq", "ignore::DeprecationWarning", "ignore::RuntimeWarning"),
]


class Mute(OutputWidget):
    """nbclient answers an output widget on the channel that it is waiting on, and now and then waits for ever.

    The sliders of a graded notebook call the learner's functions, so they are widgets.
    """

    def send(self, *_: object, **__: object) -> None:
        pass


def name(path):
    return f"{path.parent.name}/{path.stem}"


def executed(path, folder, allow_errors=False):
    """The notebook after a run in a fresh kernel, in a copy of its folder, with links followed."""
    place = folder / path.parent.name
    shutil.copytree(path.parent, place)
    notebook = nbformat.read(place / path.name, as_version=4)
    if not allow_errors and (place / "predictions" / f"{path.stem}.toml").is_file():
        notebook.cells += map(nbformat.v4.new_code_cell, (PROOF, SAID.format(list(to_prove(path.stem)))))
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        allow_errors=allow_errors,
        resources={"metadata": {"path": str(place)}},
    )
    client.widget_registry["@jupyter-widgets/output"]["OutputModel"] = Mute
    client.execute(env={**_environment(), "MPLBACKEND": "module://matplotlib_inline.backend_inline"})
    return notebook


def _environment():
    import os

    return {key: value for key, value in os.environ.items() if not key.startswith(("NBGRADER", "PYTHON"))}


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
def test_a_lesson_runs_without_an_error_or_a_word_on_stderr(path, tmp_path) -> None:
    notebook = executed(path, tmp_path)

    assert stderr(notebook) == []
    assert outputs(notebook, "error") == []
