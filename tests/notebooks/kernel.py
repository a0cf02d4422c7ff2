"""Runs a notebook from top to bottom in a real kernel and proves what it says of itself."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.output_widget import OutputWidget
from nbformat import NotebookNode

from tests.prose_numbers import to_prove

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
#: for tests that run a kernel: from ipykernel's and jupyter_client's own insides; a notebook's warnings are looked for
#: in its outputs
QUIET = pytest.mark.filterwarnings("ignore:::zmq", "ignore::DeprecationWarning", "ignore::RuntimeWarning")


class Mute(OutputWidget):
    """nbclient answers an output widget on the channel that it is waiting on, and now and then waits for ever.

    The sliders of a graded notebook call the learner's functions, so they are widgets.
    """

    def send(self, *_: object, **__: object) -> None:
        pass


def executed(path: Path, folder: Path, allow_errors: bool = False, extension: Path | None = None) -> NotebookNode:
    """The notebook after a run in a fresh kernel, in a copy of its folder, with links followed.

    extension : a file that IPython loads as an extension before the first cell
    """
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
    env = {key: value for key, value in os.environ.items() if not key.startswith(("NBGRADER", "PYTHON"))}
    env["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    if extension:
        alone = folder / "extension"  # nothing else of ours can be imported from there
        alone.mkdir()
        shutil.copy(extension, alone)
        env["PYTHONPATH"] = str(alone)
        client.extra_arguments = [f"--IPKernelApp.extra_extensions={extension.stem}"]
    client.execute(env=env)
    return notebook
