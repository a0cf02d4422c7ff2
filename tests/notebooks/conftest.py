"""Each lesson after one run in a kernel, for whoever asks what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests import lesson_figures
from tests.conftest import Once
from tests.notebooks.kernel import executed
from tests.week import LESSONS


@pytest.fixture(scope="session")
def executed_lesson(once: Once) -> Callable[[str], NotebookNode]:
    """Gives a lesson after its run; `lesson_figures.figures` tells what its figures are made of."""

    def lesson(name: str) -> NotebookNode:
        def make(folder: Path) -> None:
            done = executed(LESSONS / f"{name}.ipynb", folder, extension=Path(lesson_figures.__file__))
            nbformat.write(done, folder / "executed.ipynb")

        return nbformat.read(once(name, make) / "executed.ipynb", as_version=4)

    return lesson
